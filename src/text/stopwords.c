#include "text/stopwords.h"

/* Function words and the commonest adverbs, in lower case and byte order (a test checks the order). */
/* clang-format off */
static const char *const words_en[] = {
    "a", "about", "above", "according", "after", "again", "against", "ain", "all", "also", "although", "am", "among", "an", "and",
    "another", "any", "anyone", "are", "around", "as", "at", "be", "because", "been", "before", "behind", "being", "below", "besides",
    "between", "both", "but", "by", "can", "cannot", "could", "couldn", "despite", "did", "didn", "do", "does", "doesn", "doing", "don",
    "done", "down", "during", "each", "either", "else", "even", "ever", "every", "few", "first", "for", "from", "further", "had", "hadn",
    "has", "hasn", "have", "haven", "having", "he", "her", "here", "hers", "herself", "him", "himself", "his", "how", "however", "i",
    "if", "in", "indeed", "instead", "into", "is", "isn", "it", "its", "itself", "just", "last", "later", "least", "less", "like", "ll",
    "many", "may", "me", "meanwhile", "might", "more", "moreover", "most", "much", "must", "my", "myself", "neither", "never",
    "nevertheless", "no", "nobody", "none", "nor", "not", "nothing", "now", "of", "off", "often", "on", "once", "one", "only", "or",
    "other", "others", "our", "ours", "out", "over", "own", "per", "perhaps", "rather", "re", "said", "same", "say", "says", "shall",
    "she", "should", "shouldn", "since", "so", "some", "someone", "something", "still", "such", "than", "that", "the", "their", "theirs",
    "them", "themselves", "then", "there", "therefore", "these", "they", "this", "those", "though", "through", "throughout", "thus",
    "to", "today", "together", "too", "toward", "towards", "two", "under", "unless", "until", "up", "upon", "us", "ve", "very", "was",
    "wasn", "we", "were", "weren", "what", "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with",
    "within", "without", "won", "would", "wouldn", "yesterday", "yet", "you", "your", "yours",
};
static const char *const words_de[] = {
    "aber", "alle", "allem", "allen", "aller", "allerdings", "alles", "als", "also", "am", "an", "andere", "anderem", "anderen",
    "anderer", "anderes", "auch", "auf", "aus", "außerdem", "bei", "beide", "beiden", "beim", "bereits", "bevor", "bis", "bisher",
    "bist", "da", "dabei", "dadurch", "dafür", "dagegen", "daher", "damals", "damit", "danach", "dann", "daran", "darauf", "daraus",
    "darin", "darum", "darüber", "das", "dass", "davon", "davor", "dazu", "dein", "deine", "dem", "den", "denen", "denn", "dennoch",
    "der", "deren", "des", "deshalb", "dessen", "die", "dies", "diese", "diesem", "diesen", "dieser", "dieses", "doch", "dort", "du",
    "durch", "ebenso", "ein", "eine", "einem", "einen", "einer", "eines", "einige", "einigen", "einiger", "er", "erst", "es", "etwa",
    "etwas", "euch", "euer", "für", "gegen", "gegenüber", "gestern", "gewesen", "habe", "haben", "hat", "hatte", "hatten", "heute",
    "hier", "hinter", "hätte", "hätten", "ich", "ihm", "ihn", "ihnen", "ihr", "ihre", "ihrem", "ihren", "ihrer", "ihres", "im", "immer",
    "in", "indem", "innerhalb", "ins", "insgesamt", "ist", "ja", "jede", "jedem", "jeden", "jeder", "jedes", "jedoch", "jener", "jetzt",
    "kann", "kein", "keine", "keinem", "keinen", "keiner", "konnte", "konnten", "können", "könnte", "laut", "man", "manche", "mehr",
    "mein", "meine", "meist", "mich", "mir", "mit", "muss", "musste", "möglich", "müssen", "nach", "nachdem", "neben", "nicht", "nichts",
    "nie", "niemand", "noch", "nun", "nur", "nämlich", "ob", "obwohl", "oder", "ohne", "sagte", "schon", "sehr", "sein", "seine",
    "seinem", "seinen", "seiner", "seines", "seit", "selbst", "sich", "sie", "sind", "so", "sobald", "sogar", "solche", "soll", "sollen",
    "sollte", "sollten", "somit", "sondern", "sonst", "soweit", "sowie", "sowohl", "statt", "trotz", "trotzdem", "um", "und", "uns",
    "unser", "unsere", "unter", "viel", "viele", "vielen", "vom", "von", "vor", "wann", "war", "waren", "warum", "was", "wegen", "weil",
    "weiter", "weitere", "weiteren", "welche", "welcher", "wenn", "wer", "werde", "werden", "wie", "wieder", "will", "wir", "wird", "wo",
    "wobei", "wollen", "wollte", "worden", "wurde", "wurden", "während", "würde", "würden", "zu", "zudem", "zuletzt", "zum", "zur",
    "zuvor", "zwar", "zwei", "zwischen", "über",
};
static const char *const words_fr[] = {
    "afin", "ai", "ailleurs", "ainsi", "alors", "après", "as", "au", "aucun", "aucune", "aujourd", "auquel", "aura", "aurait", "aussi",
    "autant", "autre", "autres", "aux", "avaient", "avait", "avant", "avec", "avez", "avoir", "avons", "c", "car", "ce", "ceci", "cela",
    "celle", "celles", "celui", "cependant", "ces", "cet", "cette", "ceux", "chaque", "chez", "ci", "combien", "comme", "comment",
    "contre", "d", "dans", "de", "depuis", "derrière", "des", "deux", "devant", "devrait", "dire", "doit", "doivent", "donc", "dont",
    "du", "durant", "dès", "déjà", "désormais", "elle", "elles", "en", "encore", "enfin", "ensuite", "entre", "es", "est", "et", "eu",
    "eux", "faire", "fait", "faut", "fois", "furent", "fut", "hier", "hui", "ici", "il", "ils", "j", "jamais", "je", "jusqu", "l", "la",
    "laquelle", "le", "lequel", "les", "lesquelles", "lesquels", "leur", "leurs", "lors", "lorsqu", "lorsque", "lui", "là", "m", "ma",
    "mais", "malgré", "me", "mes", "moi", "moins", "mon", "même", "mêmes", "n", "ne", "ni", "non", "nos", "notamment", "notre", "nous",
    "on", "ont", "ou", "outre", "où", "par", "parce", "parfois", "parmi", "pas", "pendant", "personne", "peu", "peut", "peuvent", "plus",
    "plusieurs", "plutôt", "pour", "pourquoi", "pourrait", "pourtant", "près", "puis", "puisque", "qu", "quand", "que", "quel", "quelle",
    "quelles", "quelqu", "quelque", "quelques", "quels", "qui", "quoi", "rien", "s", "sa", "sans", "sauf", "se", "selon", "sera",
    "serait", "seront", "ses", "seulement", "si", "sinon", "soit", "son", "sont", "sous", "souvent", "sur", "surtout", "t", "ta",
    "tandis", "tant", "te", "tel", "telle", "tellement", "telles", "tels", "tes", "toi", "ton", "toujours", "tous", "tout", "toute",
    "toutefois", "toutes", "trop", "très", "tu", "un", "une", "vers", "voici", "voilà", "vos", "votre", "vous", "vu", "y", "à",
    "étaient", "était", "étant", "été", "être",
};
static const char *const words_es[] = {
    "a", "acerca", "además", "ahora", "ahí", "al", "algo", "alguien", "alguna", "algunas", "alguno", "algunos", "algún", "allí", "ambos",
    "ante", "antes", "apenas", "aquel", "aquella", "aquellas", "aquellos", "aquí", "así", "aun", "aunque", "ayer", "aún", "bajo", "bien",
    "cada", "casi", "como", "con", "conmigo", "contra", "cual", "cuales", "cualquier", "cuando", "cuanto", "cuya", "cuyo", "cuyos",
    "cuál", "cuándo", "cómo", "da", "de", "debe", "deben", "del", "demás", "dentro", "desde", "después", "dice", "dicho", "dijo",
    "donde", "dos", "durante", "dónde", "e", "el", "ella", "ellas", "ello", "ellos", "en", "entonces", "entre", "era", "eran", "eres",
    "es", "esa", "esas", "ese", "eso", "esos", "esta", "estaba", "estaban", "estado", "estamos", "estar", "estas", "este", "esto",
    "estos", "estoy", "está", "están", "fin", "fue", "fuera", "fueron", "ha", "haber", "había", "habían", "hace", "hacen", "hacer",
    "hacia", "han", "hasta", "hay", "he", "hemos", "hoy", "incluso", "la", "las", "le", "les", "lo", "los", "luego", "me", "mediante",
    "mejor", "menos", "mi", "mientras", "mis", "misma", "mismas", "mismo", "mismos", "mucha", "muchas", "mucho", "muchos", "muy", "más",
    "mí", "nada", "nadie", "ni", "ninguna", "ninguno", "ningún", "no", "nos", "nosotros", "nuestra", "nuestras", "nuestro", "nuestros",
    "nunca", "o", "os", "otra", "otras", "otro", "otros", "para", "parte", "pero", "poca", "poco", "pocos", "podría", "por", "porque",
    "puede", "pueden", "pues", "que", "quien", "quienes", "quién", "qué", "sea", "según", "ser", "será", "serán", "si", "sido", "sin",
    "sino", "sobre", "solo", "son", "soy", "su", "sus", "sí", "sólo", "también", "tampoco", "tan", "tanto", "te", "tendrá", "tener",
    "tenía", "tiene", "tienen", "toda", "todas", "todavía", "todo", "todos", "tras", "tres", "tu", "tú", "un", "una", "unas", "uno",
    "unos", "usted", "ustedes", "vez", "y", "ya", "yo", "él",
};
static const char *const words_it[] = {
    "a", "abbiamo", "ad", "agli", "ai", "al", "alcune", "alcuni", "alla", "alle", "allo", "allora", "altra", "altre", "altri", "altro",
    "anche", "ancora", "anzi", "appena", "avere", "aveva", "avevano", "c", "che", "chi", "ci", "ciascuno", "cioè", "circa", "ciò", "col",
    "come", "con", "contro", "cosa", "così", "cui", "d", "da", "dagli", "dai", "dal", "dall", "dalla", "dalle", "dallo", "davanti",
    "degli", "dei", "del", "dell", "della", "delle", "dello", "dentro", "di", "dietro", "dopo", "dove", "dovrebbe", "due", "dunque",
    "durante", "e", "ed", "egli", "era", "erano", "eri", "essa", "essere", "essi", "esso", "fa", "fare", "fatto", "fino", "forse", "fra",
    "fu", "fuori", "furono", "già", "gli", "ha", "hai", "hanno", "ho", "i", "ieri", "il", "in", "infatti", "infine", "inoltre",
    "insieme", "intanto", "invece", "io", "l", "la", "le", "lei", "li", "lo", "loro", "lui", "lungo", "là", "lì", "ma", "mai", "me",
    "meno", "mentre", "mi", "mia", "mie", "miei", "mio", "molta", "molte", "molti", "molto", "ne", "negli", "nei", "nel", "nell",
    "nella", "nelle", "nello", "nessun", "nessuna", "nessuno", "niente", "no", "noi", "non", "nostra", "nostre", "nostri", "nostro",
    "nulla", "né", "o", "oggi", "ogni", "oltre", "oppure", "ora", "perché", "perciò", "però", "più", "poco", "poi", "poiché", "possono",
    "potrebbe", "prima", "proprio", "può", "qua", "qual", "qualche", "qualcosa", "qualcuno", "quale", "quali", "quando", "quanta",
    "quante", "quanti", "quanto", "quasi", "quel", "quell", "quella", "quelle", "quelli", "quello", "questa", "queste", "questi",
    "questo", "qui", "quindi", "s", "saranno", "sarebbe", "sarà", "se", "sei", "sembra", "sempre", "senza", "si", "sia", "siamo",
    "siano", "sono", "sopra", "sotto", "sta", "stata", "state", "stati", "stato", "stesso", "su", "sua", "subito", "sue", "sugli", "sui",
    "sul", "sull", "sulla", "sulle", "sullo", "suo", "suoi", "sì", "tra", "troppo", "tu", "tua", "tue", "tutta", "tuttavia", "tutte",
    "tutti", "tutto", "un", "una", "uno", "v", "va", "verso", "vi", "voi", "vostra", "vostro", "è",
};
static const char *const words_pt[] = {
    "a", "agora", "ainda", "algum", "alguma", "algumas", "alguns", "alguém", "ali", "além", "ambos", "ante", "antes", "ao", "aos",
    "apenas", "após", "aquela", "aquelas", "aquele", "aqueles", "aqui", "aquilo", "as", "assim", "através", "atrás", "até", "bem",
    "cada", "com", "como", "contra", "contudo", "cuja", "cujo", "da", "daquela", "daquele", "das", "de", "dela", "delas", "dele",
    "deles", "depois", "desde", "dessa", "desse", "desta", "deste", "deve", "devem", "disse", "do", "dois", "dos", "durante", "e", "ela",
    "elas", "ele", "eles", "em", "embora", "enquanto", "entre", "então", "era", "eram", "essa", "essas", "esse", "esses", "esta",
    "estas", "estava", "estavam", "este", "estes", "estou", "está", "estão", "eu", "exceto", "fazer", "fez", "foi", "fora", "foram",
    "havia", "hoje", "há", "isso", "isto", "já", "la", "lhe", "lhes", "lo", "logo", "mais", "mas", "me", "mediante", "meio", "menos",
    "mesma", "mesmo", "meu", "meus", "minha", "minhas", "muita", "muitas", "muito", "muitos", "na", "nada", "nas", "nem", "nenhum",
    "nenhuma", "nessa", "nesse", "nesta", "neste", "ninguém", "no", "nos", "nossa", "nossas", "nosso", "nossos", "num", "numa", "nunca",
    "não", "nós", "o", "onde", "ontem", "os", "ou", "outra", "outras", "outro", "outros", "para", "pela", "pelas", "pelo", "pelos",
    "perante", "pode", "podem", "poderá", "pois", "por", "porque", "porquê", "portanto", "porém", "pouco", "poucos", "quais", "qual",
    "qualquer", "quando", "quanto", "quase", "que", "quem", "quê", "se", "seja", "sem", "sempre", "sendo", "ser", "será", "serão", "seu",
    "seus", "sido", "sob", "sobre", "sua", "suas", "só", "tal", "também", "tampouco", "tanto", "te", "tem", "tendo", "ter", "teve",
    "tinha", "toda", "todas", "todavia", "todo", "todos", "três", "tu", "tua", "tudo", "tão", "têm", "um", "uma", "umas", "uns", "vai",
    "vez", "você", "vocês", "vão", "à", "às", "é",
};
static const char *const words_nl[] = {
    "aan", "achter", "af", "al", "aldus", "alle", "alleen", "alles", "als", "altijd", "ander", "andere", "anders", "behalve", "beide",
    "ben", "bij", "bijna", "binnen", "boven", "buiten", "daar", "daarbij", "daarna", "daarom", "daarvan", "dan", "dat", "de", "deze",
    "die", "dit", "doch", "doen", "door", "doordat", "dus", "echter", "een", "eens", "eerst", "elk", "elke", "en", "enige", "enkele",
    "er", "erg", "ermee", "ervan", "even", "ge", "geen", "geweest", "gisteren", "had", "hadden", "heb", "hebben", "hebt", "heeft",
    "heel", "hem", "hen", "het", "hier", "hij", "hoe", "hoewel", "hun", "iedere", "iedereen", "iemand", "iets", "ik", "in", "indien",
    "inmiddels", "is", "ja", "je", "jij", "jou", "jouw", "jullie", "kan", "kon", "konden", "kunnen", "langs", "maar", "me", "meer",
    "meest", "men", "met", "mij", "mijn", "minder", "moest", "moet", "moeten", "mogelijk", "na", "naar", "naast", "nadat", "niemand",
    "niet", "niets", "nog", "nooit", "nu", "of", "om", "omdat", "ondanks", "onder", "ons", "onze", "ook", "op", "over", "reeds", "sinds",
    "slechts", "sommige", "soms", "te", "tegen", "ten", "tenzij", "ter", "terwijl", "toch", "toen", "tot", "totdat", "tussen", "twee",
    "u", "uit", "uw", "vaak", "van", "vanaf", "vandaag", "vanuit", "vanwege", "veel", "vele", "verder", "via", "volgens", "voor",
    "vooral", "voordat", "waar", "waarbij", "waarin", "waarom", "waarop", "want", "waren", "was", "wat", "we", "weer", "wel", "welke",
    "werd", "werden", "wie", "wij", "wil", "willen", "word", "worden", "wordt", "zal", "zeer", "zei", "zelf", "zelfs", "zich", "zij",
    "zijn", "zo", "zoals", "zodat", "zonder", "zou", "zouden", "zowel", "één",
};
static const char *const words_ru[] = {
    "а", "без", "более", "больше", "будет", "будто", "будут", "бы", "был", "была", "были", "было", "быть", "в", "вам", "вас", "ведь",
    "весь", "вместе", "вместо", "во", "вообще", "вот", "впрочем", "все", "всегда", "всего", "всей", "всем", "всех", "всю", "вся", "всё",
    "вчера", "вы", "где", "да", "даже", "два", "для", "до", "другие", "других", "другой", "его", "ее", "ей", "ему", "если", "есть",
    "еще", "ещё", "её", "ж", "же", "за", "затем", "здесь", "и", "из", "или", "им", "именно", "ими", "их", "к", "каждый", "как", "какая",
    "какие", "какой", "ко", "когда", "кого", "кому", "конечно", "которая", "которого", "которой", "которую", "которые", "который",
    "которых", "кроме", "кто", "куда", "ли", "либо", "лишь", "между", "меня", "мне", "много", "может", "можно", "мой", "мы", "на", "над",
    "надо", "нам", "нас", "наш", "наша", "не", "него", "нее", "ней", "некоторые", "нельзя", "нем", "неё", "ни", "нибудь", "никогда",
    "никто", "них", "ничего", "но", "ну", "о", "об", "однако", "он", "она", "они", "оно", "от", "очень", "перед", "по", "под", "после",
    "потом", "потому", "почему", "почти", "при", "про", "против", "пусть", "раз", "разве", "с", "сам", "сама", "сами", "самого",
    "своего", "своей", "свои", "своих", "свой", "себе", "себя", "сегодня", "сейчас", "сих", "сказал", "сказала", "словам", "снова", "со",
    "собой", "согласно", "соответственно", "среди", "стал", "стала", "так", "такая", "также", "такие", "такой", "там", "тебя", "тем",
    "теперь", "то", "тогда", "того", "тоже", "той", "только", "том", "тот", "три", "тут", "ты", "у", "уже", "хотя", "чего", "чей", "чем",
    "через", "что", "чтоб", "чтобы", "чуть", "эта", "эти", "этим", "этих", "это", "этого", "этой", "этом", "этому", "этот", "эту", "я",
};
/* clang-format on */

#define ROW(code) \
    { \
#code, words_##code, WD_COUNT(words_##code) \
    }
const struct wd_stopwords wd_stopword_tables[WD_STOPWORD_LANGUAGES] = {
    ROW(en), ROW(de), ROW(fr), ROW(es), ROW(it), ROW(pt), ROW(nl), ROW(ru),
};

int wd_stopword_language(struct wd_str language)
{
    if (language.n >= 2 && (language.n == 2 || language.p[2] == '-' || language.p[2] == '_'))
        for (int i = 0; i < WD_STOPWORD_LANGUAGES; i++)
            if (wd_lower(language.p[0]) == wd_stopword_tables[i].code[0] && wd_lower(language.p[1]) == wd_stopword_tables[i].code[1])
                return i;
    return -1;
}

bool wd_stopword_in(int language, struct wd_str lower_word)
{
    if (language < 0 || lower_word.n == 0 || lower_word.n > WD_MAX_STOPWORD_BYTES)
        return false;
    char word[WD_MAX_STOPWORD_BYTES + 1];
    memcpy(word, lower_word.p, lower_word.n);
    word[lower_word.n] = 0;
    const struct wd_stopwords *t = &wd_stopword_tables[language];
    size_t low = 0, high = t->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = (unsigned char)word[0] - (unsigned char)t->words[middle][0];
        if (order == 0)
            order = strcmp(word, t->words[middle]);
        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

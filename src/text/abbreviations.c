#include "text/abbreviations.h"

/* Without the final stop, in lower case and byte order (a test checks the order). */
/* clang-format off */
static const struct wd_abbreviation of_en[] = {
    {"a.d", 'A'}, {"a.g", 'E'}, {"a.k.a", 'E'}, {"a.m", 'P'}, {"abp", 'C'}, {"adm", 'C'}, {"al", 'E'}, {"ala", 'M'}, {"alta", 'M'},
    {"am", 'P'}, {"amb", 'C'}, {"approx", 'T'}, {"apr", 'M'}, {"apt", 'N'}, {"ariz", 'M'}, {"ark", 'M'}, {"art", 'N'}, {"arts", 'N'},
    {"assn", 'M'}, {"assoc", 'C'}, {"asst", 'C'}, {"atty", 'C'}, {"aug", 'M'}, {"ave", 'M'}, {"b.a", 'E'}, {"b.c", 'A'}, {"b.c.e", 'A'},
    {"b.sc", 'E'}, {"bldg", 'M'}, {"blvd", 'M'}, {"bp", 'C'}, {"brig", 'C'}, {"brig.-gen", 'T'}, {"bros", 'M'}, {"c", 'N'}, {"c.e", 'E'},
    {"ca", 'N'}, {"calif", 'M'}, {"capt", 'C'}, {"cf", 'T'}, {"ch", 'N'}, {"cie", 'E'}, {"cir", 'N'}, {"cllr", 'C'}, {"cm", 'E'},
    {"cmdr", 'C'}, {"co", 'E'}, {"col", 'C'}, {"colo", 'M'}, {"conn", 'M'}, {"corp", 'E'}, {"cos", 'E'}, {"cpl", 'C'}, {"d.a", 'E'},
    {"d.c", 'E'}, {"d.o.b", 'E'}, {"d.phil", 'E'}, {"dec", 'M'}, {"del", 'M'}, {"dept", 'C'}, {"det", 'C'}, {"dist", 'C'}, {"dr", 'C'},
    {"e.g", 'T'}, {"e.t", 'E'}, {"e.u", 'E'}, {"ed", 'M'}, {"eds", 'M'}, {"ens", 'C'}, {"eq", 'N'}, {"esp", 'T'}, {"esq", 'M'},
    {"est", 'E'}, {"etc", 'E'}, {"ext", 'N'}, {"feb", 'M'}, {"fig", 'N'}, {"figs", 'N'}, {"fla", 'M'}, {"fr", 'C'}, {"fri", 'M'},
    {"ft", 'T'}, {"ga", 'M'}, {"gen", 'C'}, {"gmbh", 'E'}, {"gov", 'C'}, {"gov.-elect", 'T'}, {"govs", 'C'}, {"govt", 'E'}, {"hon", 'C'},
    {"hosp", 'E'}, {"hr", 'E'}, {"hrh", 'C'}, {"hrs", 'E'}, {"hwy", 'M'}, {"i.e", 'T'}, {"ill", 'M'}, {"inc", 'E'}, {"incl", 'T'},
    {"ind", 'M'}, {"inr", 'N'}, {"insp", 'C'}, {"intl", 'E'}, {"j.d", 'E'}, {"j.r", 'E'}, {"jan", 'M'}, {"jr", 'M'}, {"jul", 'M'},
    {"jun", 'M'}, {"k.c", 'E'}, {"kan", 'M'}, {"kg", 'E'}, {"km", 'E'}, {"ky", 'M'}, {"l.a", 'E'}, {"la", 'M'}, {"lb", 'E'}, {"lbs", 'E'},
    {"llc", 'E'}, {"llp", 'E'}, {"ln", 'M'}, {"lp", 'E'}, {"lt", 'C'}, {"lt.-cmdr", 'T'}, {"lt.-col", 'T'}, {"lt.-gen", 'T'}, {"ltd", 'E'},
    {"m.a", 'E'}, {"m.b.a", 'E'}, {"m.d", 'E'}, {"m.p", 'E'}, {"m.p.s", 'E'}, {"m.sc", 'E'}, {"maj", 'C'}, {"maj.-gen", 'T'}, {"man", 'M'},
    {"mar", 'M'}, {"mass", 'M'}, {"messrs", 'C'}, {"mfg", 'E'}, {"mgr", 'C'}, {"mi", 'M'}, {"mich", 'M'}, {"min", 'M'}, {"minn", 'M'},
    {"miss", 'M'}, {"mlle", 'C'}, {"mm", 'E'}, {"mme", 'C'}, {"mmes", 'C'}, {"mo", 'M'}, {"mon", 'M'}, {"mont", 'M'}, {"mr", 'C'},
    {"mrs", 'C'}, {"ms", 'C'}, {"msgr", 'C'}, {"msgt", 'C'}, {"mt", 'C'}, {"mts", 'C'}, {"mx", 'C'}, {"n", 'N'}, {"n.c", 'E'}, {"n.d", 'E'},
    {"n.h", 'E'}, {"n.j", 'E'}, {"n.m", 'E'}, {"n.v", 'E'}, {"n.y", 'E'}, {"natl", 'E'}, {"neb", 'M'}, {"nev", 'M'}, {"no", 'N'},
    {"nos", 'N'}, {"nov", 'M'}, {"nr", 'N'}, {"n°", 'N'}, {"oct", 'M'}, {"okla", 'M'}, {"ont", 'M'}, {"op", 'N'}, {"ore", 'M'}, {"oz", 'E'},
    {"p", 'N'}, {"p.m", 'P'}, {"p.o", 'T'}, {"p.s", 'E'}, {"pa", 'M'}, {"para", 'N'}, {"pfc", 'C'}, {"ph", 'C'}, {"ph.d", 'E'}, {"pl", 'M'},
    {"plc", 'E'}, {"pm", 'P'}, {"pp", 'N'}, {"pres", 'C'}, {"prof", 'C'}, {"profs", 'C'}, {"pt", 'E'}, {"pty", 'E'}, {"pvt", 'C'},
    {"q.c", 'E'}, {"que", 'M'}, {"r.i", 'E'}, {"r.i.p", 'E'}, {"r.n", 'E'}, {"rd", 'M'}, {"rep", 'C'}, {"rep.-elect", 'T'}, {"repr", 'E'},
    {"reps", 'C'}, {"resp", 'T'}, {"rev", 'C'}, {"rs", 'N'}, {"rt", 'C'}, {"s.a", 'E'}, {"s.c", 'E'}, {"s.d", 'E'}, {"s.p.a", 'E'},
    {"sask", 'M'}, {"sat", 'M'}, {"sec", 'B'}, {"sect", 'N'}, {"sen", 'C'}, {"sen.-elect", 'T'}, {"sens", 'C'}, {"sep", 'M'}, {"sept", 'M'},
    {"sgt", 'C'}, {"sgt.maj", 'T'}, {"sq", 'M'}, {"sqn", 'C'}, {"sr", 'M'}, {"sr.lt", 'T'}, {"st", 'C'}, {"ste", 'C'}, {"sun", 'M'},
    {"supt", 'C'}, {"tel", 'N'}, {"tenn", 'M'}, {"tex", 'M'}, {"thu", 'M'}, {"thurs", 'M'}, {"trans", 'M'}, {"treas", 'C'}, {"tue", 'M'},
    {"tues", 'M'}, {"u.a.e", 'E'}, {"u.k", 'E'}, {"u.n", 'E'}, {"u.s", 'E'}, {"u.s.a", 'E'}, {"u.s.s.r", 'E'}, {"univ", 'M'}, {"usd", 'N'},
    {"v", 'T'}, {"va", 'M'}, {"ver", 'N'}, {"vice-adm", 'T'}, {"viz", 'T'}, {"vol", 'N'}, {"vol.no", 'T'}, {"vols", 'N'}, {"vs", 'T'},
    {"vt", 'M'}, {"w.va", 'E'}, {"wash", 'M'}, {"wed", 'M'}, {"wg", 'C'}, {"wis", 'M'}, {"wyo", 'M'},
};
static const struct wd_abbreviation of_de[] = {
    {"a.d", 'E'}, {"a.m", 'E'}, {"abb", 'N'}, {"abs", 'N'}, {"abt", 'T'}, {"ag", 'E'}, {"allg", 'T'}, {"amerik", 'T'}, {"apr", 'E'},
    {"art", 'N'}, {"aufl", 'T'}, {"aug", 'E'}, {"az", 'N'}, {"b", 'T'}, {"bd", 'T'}, {"bde", 'T'}, {"bes", 'T'}, {"betr", 'T'},
    {"bez", 'T'}, {"bl", 'N'}, {"brit", 'T'}, {"bspw", 'T'}, {"bzgl", 'T'}, {"bzw", 'T'}, {"ca", 'T'}, {"chr", 'A'}, {"co", 'E'},
    {"corp", 'E'}, {"d.h", 'T'}, {"dez", 'E'}, {"dipl", 'T'}, {"dr", 'T'}, {"dt", 'T'}, {"e.u", 'E'}, {"e.v", 'E'}, {"ehem", 'T'},
    {"engl", 'T'}, {"etc", 'E'}, {"ev", 'T'}, {"evtl", 'T'}, {"exkl", 'T'}, {"exz", 'T'}, {"fa", 'T'}, {"feb", 'E'}, {"fr", 'M'},
    {"franz", 'T'}, {"frl", 'T'}, {"frz", 'T'}, {"geb", 'T'}, {"gegr", 'T'}, {"gem", 'T'}, {"gen", 'T'}, {"gen.-sekr", 'T'}, {"gest", 'T'},
    {"gez", 'T'}, {"ggf", 'T'}, {"ggü", 'T'}, {"griech", 'T'}, {"h.c", 'T'}, {"hausnr", 'N'}, {"hg", 'T'}, {"hl", 'T'}, {"hptm", 'T'},
    {"hr", 'T'}, {"hrsg", 'T'}, {"i", 'E'}, {"i.a", 'T'}, {"i.allg", 'T'}, {"i.b", 'T'}, {"i.d.r", 'T'}, {"i.e", 'T'}, {"i.e.s", 'T'},
    {"i.r", 'E'}, {"i.v", 'T'}, {"inc", 'E'}, {"ing", 'T'}, {"inkl", 'T'}, {"insb", 'T'}, {"insbes", 'T'}, {"ital", 'T'}, {"jan", 'E'},
    {"jh", 'E'}, {"jhd", 'E'}, {"jhdt", 'E'}, {"jhs", 'E'}, {"jr", 'T'}, {"jul", 'E'}, {"jun", 'E'}, {"jur", 'T'}, {"k.u.k", 'T'},
    {"kap", 'N'}, {"kath", 'T'}, {"lat", 'T'}, {"lfd", 'T'}, {"lt", 'T'}, {"ltd", 'E'}, {"ltd.min", 'T'}, {"m.e", 'T'}, {"maj", 'T'},
    {"max", 'T'}, {"med", 'T'}, {"min", 'T'}, {"mind", 'T'}, {"mio", 'E'}, {"mio.-€", 'T'}, {"mrd", 'E'}, {"mrd.-€", 'T'}, {"mär", 'E'},
    {"n.chr", 'A'}, {"n.u.z", 'E'}, {"n.y", 'E'}, {"nachm", 'T'}, {"nov", 'E'}, {"nr", 'N'}, {"nrn", 'N'}, {"nördl", 'T'}, {"o.g", 'T'},
    {"o.ä", 'E'}, {"o.ä.m", 'T'}, {"oblt", 'T'}, {"obltn", 'T'}, {"offz", 'T'}, {"okt", 'E'}, {"olt", 'T'}, {"p.a", 'T'}, {"phil", 'T'},
    {"pos", 'N'}, {"prof", 'T'}, {"rer", 'T'}, {"rn", 'N'}, {"russ", 'T'}, {"röm", 'T'}, {"s", 'N'}, {"s.o", 'T'}, {"s.u", 'T'},
    {"sek", 'E'}, {"sen", 'C'}, {"sep", 'E'}, {"sept", 'E'}, {"sog", 'T'}, {"sp", 'N'}, {"span", 'T'}, {"sr.exz", 'T'}, {"st", 'T'},
    {"std", 'E'}, {"stellv", 'T'}, {"str", 'B'}, {"str.-nr", 'T'}, {"südl", 'T'}, {"tab", 'N'}, {"tel", 'N'}, {"theol", 'T'}, {"tsd", 'E'},
    {"u", 'T'}, {"u.a", 'T'}, {"u.a.m", 'E'}, {"u.s", 'E'}, {"u.s.a", 'E'}, {"u.s.w", 'E'}, {"u.u", 'T'}, {"u.v.m", 'E'}, {"u.ä", 'E'},
    {"ungef", 'T'}, {"urspr", 'T'}, {"usw", 'E'}, {"v.chr", 'A'}, {"v.u.z", 'E'}, {"verh", 'T'}, {"verm", 'T'}, {"verw", 'T'}, {"vgl", 'T'},
    {"vorm", 'T'}, {"vors", 'T'}, {"vs", 'T'}, {"westl", 'T'}, {"z", 'T'}, {"z.b", 'T'}, {"z.t", 'T'}, {"z.z", 'T'}, {"z.zt", 'T'},
    {"ziff", 'N'}, {"zt", 'T'}, {"zw", 'T'}, {"zzgl", 'T'}, {"§", 'N'}, {"Ä", 'E'}, {"ä", 'E'}, {"östl", 'T'},
};
static const struct wd_abbreviation of_fr[] = {
    {"a.m", 'P'}, {"adj", 'T'}, {"al", 'N'}, {"amb", 'T'}, {"ap", 'T'}, {"apr", 'T'}, {"art", 'N'}, {"av", 'T'}, {"avr", 'E'}, {"bd", 'T'},
    {"boul", 'T'}, {"c.-a-d", 'T'}, {"c.-à-d", 'T'}, {"cap", 'C'}, {"capt", 'T'}, {"cdt", 'T'}, {"cf", 'T'}, {"ch", 'N'}, {"chap", 'N'},
    {"cie", 'E'}, {"co", 'E'}, {"col", 'T'}, {"corp", 'E'}, {"dir", 'T'}, {"dr", 'T'}, {"drs", 'T'}, {"déc", 'E'}, {"e.-u", 'E'},
    {"e.g", 'T'}, {"ed", 'T'}, {"env", 'T'}, {"etc", 'E'}, {"ex", 'T'}, {"fasc", 'N'}, {"fig", 'N'}, {"fr", 'T'}, {"fév", 'E'},
    {"févr", 'E'}, {"gal", 'T'}, {"gén", 'T'}, {"hab", 'E'}, {"i.e", 'T'}, {"inc", 'E'}, {"j.-c", 'A'}, {"janv", 'E'}, {"jr", 'E'},
    {"juil", 'E'}, {"juill", 'E'}, {"litt", 'T'}, {"lt", 'C'}, {"ltd", 'E'}, {"m", 'C'}, {"me", 'C'}, {"mgr", 'T'}, {"min", 'E'},
    {"min.-prés", 'T'}, {"mlle", 'T'}, {"mlles", 'T'}, {"mm", 'C'}, {"mme", 'T'}, {"mmes", 'T'}, {"mr", 'T'}, {"mrs", 'T'}, {"n", 'N'},
    {"n.d.l.r", 'E'}, {"ndlr", 'E'}, {"no", 'N'}, {"no.s", 'T'}, {"nos", 'N'}, {"nov", 'E'}, {"num", 'N'}, {"n°", 'N'}, {"o.n.u", 'E'},
    {"oct", 'E'}, {"p", 'N'}, {"p.-d.g", 'T'}, {"p.-s", 'E'}, {"p.ex", 'T'}, {"p.m", 'P'}, {"ph", 'T'}, {"pp", 'N'}, {"pr", 'C'},
    {"prof", 'T'}, {"resp", 'T'}, {"réf", 'T'}, {"s.a", 'E'}, {"s.a.r.l", 'E'}, {"s.s", 'T'}, {"sec", 'E'}, {"sept", 'E'}, {"sgt", 'T'},
    {"sr", 'E'}, {"st", 'C'}, {"ste", 'C'}, {"sts", 'T'}, {"t", 'N'}, {"trad", 'T'}, {"tél", 'N'}, {"u.e", 'E'}, {"u.r.s.s", 'E'},
    {"u.s", 'E'}, {"u.s.a", 'E'}, {"vol", 'N'}, {"vs", 'T'}, {"é.-u", 'E'}, {"éd", 'T'},
};
static const struct wd_abbreviation of_es[] = {
    {"a.c", 'A'}, {"a.de.c", 'A'}, {"a.e.c", 'A'}, {"a.m", 'P'}, {"abr", 'E'}, {"admón", 'T'}, {"ago", 'E'}, {"aprox", 'T'}, {"arq", 'T'},
    {"art", 'N'}, {"arts", 'N'}, {"atte", 'T'}, {"av", 'T'}, {"avda", 'T'}, {"bs.as", 'E'}, {"c", 'T'}, {"c.v", 'E'}, {"cap", 'C'},
    {"cf", 'T'}, {"cnel", 'T'}, {"co", 'E'}, {"corp", 'E'}, {"cra", 'N'}, {"ctra", 'T'}, {"cía", 'E'}, {"d", 'C'}, {"d.c", 'A'},
    {"d.f", 'E'}, {"depto", 'T'}, {"dic", 'E'}, {"dom", 'M'}, {"dpto", 'T'}, {"dr", 'T'}, {"dra", 'T'}, {"dres", 'T'}, {"dña", 'T'},
    {"e.c", 'E'}, {"ee", 'E'}, {"ee.uu", 'E'}, {"ej", 'T'}, {"ene", 'E'}, {"etc", 'E'}, {"excma", 'T'}, {"excmo", 'T'}, {"excmos", 'T'},
    {"ext", 'N'}, {"f.c", 'E'}, {"fco", 'T'}, {"feb", 'E'}, {"ff.aa", 'E'}, {"fig", 'N'}, {"fr", 'C'}, {"gen", 'T'}, {"gral", 'T'},
    {"hnos", 'T'}, {"hs", 'M'}, {"ilma", 'T'}, {"ilmo", 'T'}, {"inc", 'N'}, {"ing", 'T'}, {"j.c", 'E'}, {"jj.oo", 'E'}, {"jr", 'E'},
    {"jue", 'M'}, {"jul", 'E'}, {"jun", 'E'}, {"k", 'N'}, {"km", 'N'}, {"lcda", 'T'}, {"lcdo", 'T'}, {"lic", 'T'}, {"ltda", 'E'},
    {"lun", 'M'}, {"mar", 'M'}, {"may", 'E'}, {"min", 'E'}, {"min.rel", 'T'}, {"mié", 'M'}, {"mons", 'T'}, {"mr", 'T'}, {"mrs", 'T'},
    {"mt", 'T'}, {"mª", 'T'}, {"n", 'N'}, {"n.e", 'E'}, {"n.º", 'N'}, {"no", 'N'}, {"nov", 'E'}, {"ntra", 'T'}, {"n°", 'N'}, {"nº", 'N'},
    {"núm", 'N'}, {"núms", 'N'}, {"oct", 'E'}, {"ord", 'N'}, {"p.ej", 'T'}, {"p.m", 'P'}, {"pbro", 'T'}, {"pdta", 'T'}, {"pdte", 'T'},
    {"pp", 'N'}, {"prof", 'T'}, {"profa", 'T'}, {"prov", 'T'}, {"pza", 'T'}, {"pág", 'N'}, {"págs", 'N'}, {"párrf", 'T'}, {"rr.hh", 'E'},
    {"rvdo", 'T'}, {"s.a", 'E'}, {"s.a.c", 'E'}, {"s.l", 'E'}, {"s.m", 'T'}, {"s.r.l", 'E'}, {"s.s", 'T'}, {"sdad", 'T'}, {"seg", 'E'},
    {"sep", 'E'}, {"sept", 'E'}, {"sgto", 'T'}, {"sr", 'T'}, {"sra", 'T'}, {"sras", 'T'}, {"sres", 'T'}, {"srta", 'T'}, {"srtas", 'T'},
    {"ss.mm", 'T'}, {"st", 'T'}, {"sta", 'T'}, {"sto", 'T'}, {"sáb", 'M'}, {"tel", 'N'}, {"tels", 'N'}, {"tte", 'T'}, {"u.s", 'E'},
    {"ud", 'T'}, {"uds", 'T'}, {"univ", 'T'}, {"uu", 'E'}, {"vd", 'T'}, {"vds", 'T'}, {"vicepres", 'T'}, {"vie", 'M'}, {"vol", 'N'},
    {"vs", 'T'},
};
static const struct wd_abbreviation of_it[] = {
    {"a.c", 'A'}, {"a.m", 'P'}, {"ad.es", 'T'}, {"ago", 'E'}, {"amm", 'T'}, {"apr", 'E'}, {"arch", 'T'}, {"art", 'N'}, {"artt", 'N'},
    {"avv", 'T'}, {"c.so", 'T'}, {"c.v", 'E'}, {"ca", 'T'}, {"cap", 'C'}, {"cav", 'T'}, {"cfr", 'T'}, {"co", 'N'}, {"col", 'C'},
    {"comm", 'T'}, {"corp", 'E'}, {"d.c", 'A'}, {"dic", 'E'}, {"dir", 'T'}, {"dom", 'N'}, {"dott", 'T'}, {"dott.ssa", 'T'}, {"dr", 'T'},
    {"ecc", 'E'}, {"ecc.mo", 'T'}, {"egr", 'T'}, {"es", 'T'}, {"etc", 'E'}, {"f.p", 'E'}, {"feb", 'E'}, {"fig", 'N'}, {"gen", 'T'},
    {"gent", 'T'}, {"gent.ma", 'T'}, {"gent.mo", 'T'}, {"geom", 'T'}, {"gio", 'N'}, {"giu", 'E'}, {"gr", 'N'}, {"i.v.a", 'E'},
    {"ill.mo", 'T'}, {"inc", 'E'}, {"ing", 'C'}, {"jr", 'E'}, {"l.go", 'T'}, {"lett", 'N'}, {"ltd", 'E'}, {"lug", 'E'}, {"lun", 'N'},
    {"mag", 'E'}, {"magg", 'T'}, {"mar", 'N'}, {"mer", 'N'}, {"min", 'E'}, {"mons", 'T'}, {"n", 'N'}, {"nn", 'N'}, {"nov", 'E'},
    {"nr", 'N'}, {"num", 'N'}, {"on", 'C'}, {"ott", 'E'}, {"p", 'N'}, {"p.es", 'T'}, {"p.m", 'P'}, {"p.za", 'T'}, {"p.zza", 'T'},
    {"pag", 'N'}, {"pagg", 'N'}, {"pp", 'N'}, {"pres", 'T'}, {"prof", 'T'}, {"prof.ssa", 'T'}, {"psicol", 'T'}, {"rag", 'T'}, {"rev", 'T'},
    {"rif", 'T'}, {"s", 'C'}, {"s.a.s", 'E'}, {"s.n.c", 'E'}, {"s.p.a", 'E'}, {"s.r.l", 'E'}, {"sab", 'N'}, {"sec", 'E'}, {"sen", 'T'},
    {"serg", 'T'}, {"set", 'E'}, {"sett", 'E'}, {"sez", 'N'}, {"sig", 'T'}, {"sig.na", 'T'}, {"sig.ra", 'T'}, {"sig.ri", 'T'},
    {"sigg", 'T'}, {"sigra", 'T'}, {"spa", 'E'}, {"spett", 'T'}, {"sr", 'E'}, {"srl", 'E'}, {"ss", 'T'}, {"st", 'C'}, {"str", 'T'},
    {"suor", 'T'}, {"tab", 'N'}, {"tel", 'N'}, {"ten", 'T'}, {"u.e", 'E'}, {"u.s", 'E'}, {"u.s.a", 'E'}, {"uff", 'T'}, {"v", 'T'},
    {"v.le", 'T'}, {"vd", 'T'}, {"ven", 'N'}, {"vicepres", 'T'}, {"vol", 'N'}, {"vs", 'T'},
};
static const struct wd_abbreviation of_pt[] = {
    {"a.c", 'A'}, {"a.m", 'P'}, {"abr", 'E'}, {"adv", 'T'}, {"ago", 'E'}, {"al", 'C'}, {"alm", 'C'}, {"aprox", 'T'}, {"arq", 'T'},
    {"art", 'N'}, {"arts", 'N'}, {"av", 'T'}, {"brig", 'T'}, {"cap", 'C'}, {"cel", 'T'}, {"cf", 'T'}, {"cia", 'E'}, {"cmdt", 'T'},
    {"co", 'E'}, {"corp", 'E'}, {"cx", 'T'}, {"d", 'C'}, {"d.c", 'A'}, {"dep", 'T'}, {"des", 'C'}, {"dez", 'E'}, {"dr", 'T'}, {"dra", 'T'},
    {"dras", 'T'}, {"drs", 'T'}, {"e.u.a", 'E'}, {"ed", 'T'}, {"eds", 'T'}, {"eng", 'T'}, {"enga", 'T'}, {"est", 'C'}, {"etc", 'E'},
    {"ex", 'T'}, {"exma", 'T'}, {"exmo", 'T'}, {"f.c", 'E'}, {"fev", 'E'}, {"fig", 'N'}, {"fr", 'T'}, {"frei", 'T'}, {"gen", 'T'},
    {"gov", 'T'}, {"hab", 'E'}, {"i.e", 'T'}, {"ilma", 'T'}, {"ilmo", 'T'}, {"inc", 'B'}, {"j.c", 'E'}, {"jan", 'E'}, {"jd", 'T'},
    {"jr", 'E'}, {"jul", 'E'}, {"jun", 'E'}, {"km", 'N'}, {"lic", 'T'}, {"lote", 'N'}, {"ltda", 'E'}, {"m.d", 'E'}, {"ma", 'C'},
    {"mai", 'E'}, {"maj", 'T'}, {"me", 'T'}, {"min", 'T'}, {"mons", 'T'}, {"mr", 'T'}, {"mrs", 'T'}, {"n", 'N'}, {"n.º", 'N'}, {"no", 'N'},
    {"nov", 'E'}, {"n°", 'N'}, {"nº", 'N'}, {"núm", 'N'}, {"obs", 'T'}, {"org", 'T'}, {"out", 'E'}, {"p", 'N'}, {"p.ex", 'T'}, {"p.m", 'P'},
    {"pca", 'T'}, {"pe", 'C'}, {"ph.d", 'E'}, {"pp", 'N'}, {"pref", 'T'}, {"pres", 'T'}, {"prof", 'T'}, {"profa", 'T'}, {"profs", 'T'},
    {"pág", 'N'}, {"págs", 'N'}, {"pç", 'T'}, {"pça", 'T'}, {"r", 'T'}, {"r.j", 'E'}, {"ref", 'T'}, {"rev", 'C'}, {"rod", 'T'},
    {"s.a", 'E'}, {"s.exa", 'T'}, {"s.m", 'T'}, {"s.p", 'E'}, {"sec", 'E'}, {"sen", 'T'}, {"sgt", 'T'}, {"sr", 'T'}, {"sra", 'T'},
    {"sras", 'T'}, {"srs", 'T'}, {"srta", 'T'}, {"st", 'C'}, {"sta", 'T'}, {"sto", 'T'}, {"séc", 'T'}, {"tel", 'N'}, {"tels", 'N'},
    {"ten", 'T'}, {"trav", 'T'}, {"u.s", 'E'}, {"v.ex", 'T'}, {"v.exa", 'T'}, {"v.s", 'T'}, {"ver", 'T'}, {"vice-pres", 'T'}, {"vol", 'N'},
    {"vs", 'T'},
};
static const struct wd_abbreviation of_nl[] = {
    {"a.m", 'P'}, {"a.s", 'E'}, {"afb", 'N'}, {"apr", 'E'}, {"art", 'N'}, {"aug", 'E'}, {"b.v", 'E'}, {"bijv", 'T'}, {"blz", 'N'},
    {"burg", 'T'}, {"bv", 'T'}, {"ca", 'T'}, {"chr", 'A'}, {"co", 'E'}, {"corp", 'E'}, {"d.m.v", 'T'}, {"d.w.z", 'T'}, {"dec", 'E'},
    {"dhr", 'T'}, {"dr", 'T'}, {"drs", 'T'}, {"ds", 'T'}, {"dwz", 'T'}, {"e.a", 'E'}, {"e.d", 'E'}, {"enz", 'E'}, {"etc", 'E'},
    {"excl", 'T'}, {"feb", 'E'}, {"fig", 'N'}, {"gen", 'C'}, {"h.k.h", 'T'}, {"h.m", 'T'}, {"hfdst", 'N'}, {"i.p.v", 'T'}, {"inc", 'E'},
    {"incl", 'T'}, {"ing", 'C'}, {"ipv", 'T'}, {"ir", 'C'}, {"j.l", 'E'}, {"j.l.l", 'T'}, {"jan", 'E'}, {"jhr", 'T'}, {"jkvr", 'T'},
    {"jl", 'E'}, {"jr", 'E'}, {"jul", 'E'}, {"jun", 'E'}, {"kol", 'T'}, {"kpt", 'T'}, {"lt", 'T'}, {"ltd", 'E'}, {"luit", 'T'},
    {"m.b.t", 'T'}, {"m.i.v", 'T'}, {"m.n", 'T'}, {"m.u.v", 'T'}, {"maj", 'C'}, {"max", 'T'}, {"mevr", 'T'}, {"mgr", 'T'}, {"min", 'E'},
    {"mld", 'E'}, {"mln", 'E'}, {"mr", 'T'}, {"mrs", 'T'}, {"mrt", 'E'}, {"mw", 'T'}, {"n.a.v", 'T'}, {"n.chr", 'A'}, {"n.v", 'E'},
    {"nl", 'T'}, {"nov", 'E'}, {"nr", 'N'}, {"nrs", 'N'}, {"o.a", 'T'}, {"o.l.v", 'T'}, {"okt", 'E'}, {"ong", 'T'}, {"p", 'N'},
    {"p.m", 'P'}, {"pag", 'N'}, {"plm", 'T'}, {"pp", 'N'}, {"prof", 'T'}, {"r.k", 'T'}, {"red", 'T'}, {"resp", 'T'}, {"sep", 'E'},
    {"sept", 'E'}, {"sr", 'E'}, {"st", 'C'}, {"t.a.v", 'T'}, {"t.o.v", 'T'}, {"tel", 'N'}, {"u.s", 'E'}, {"v.chr", 'A'}, {"v.s", 'E'},
    {"vgl", 'T'}, {"vnl", 'T'}, {"vol", 'N'}, {"vs", 'T'}, {"wnd", 'T'}, {"z.g", 'T'}, {"z.m", 'T'}, {"zgn", 'T'},
};
static const struct wd_abbreviation of_ru[] = {
    {"авг", 'E'}, {"адм", 'T'}, {"азерб", 'T'}, {"акад", 'T'}, {"англ", 'T'}, {"апр", 'E'}, {"арм", 'T'}, {"архиеп", 'T'}, {"б-р", 'T'},
    {"букв", 'T'}, {"бул", 'T'}, {"в", 'E'}, {"в.д", 'E'}, {"вв", 'E'}, {"вост", 'T'}, {"врио", 'T'}, {"вып", 'N'}, {"г", 'B'},
    {"г-жа", 'T'}, {"г-н", 'T'}, {"г-ну", 'T'}, {"гв", 'T'}, {"гг", 'E'}, {"гг-н", 'T'}, {"ген", 'T'}, {"ген.-м", 'T'}, {"гл", 'T'},
    {"гор", 'N'}, {"гос", 'T'}, {"гр", 'T'}, {"греч", 'T'}, {"д", 'N'}, {"д-р", 'T'}, {"д.и.н", 'E'}, {"д.э.н", 'E'}, {"дек", 'E'},
    {"дер", 'T'}, {"до.н.э", 'E'}, {"долл", 'E'}, {"доц", 'T'}, {"др", 'E'}, {"е", 'E'}, {"еп", 'T'}, {"ж", 'E'}, {"ж.-д", 'T'},
    {"жен", 'E'}, {"з.д", 'E'}, {"зав", 'T'}, {"зам", 'T'}, {"зап", 'T'}, {"и.о", 'T'}, {"иером", 'T'}, {"изд", 'E'}, {"им", 'T'},
    {"исп", 'T'}, {"итал", 'T'}, {"июл", 'E'}, {"июн", 'E'}, {"к.и.н", 'E'}, {"кап", 'T'}, {"кв", 'N'}, {"кв.км", 'E'}, {"кв.м", 'E'},
    {"кг", 'E'}, {"км", 'E'}, {"кн", 'T'}, {"ком", 'N'}, {"коп", 'E'}, {"кор", 'N'}, {"корп", 'N'}, {"корр", 'T'}, {"куб.м", 'E'},
    {"лат", 'T'}, {"лейт", 'T'}, {"м", 'E'}, {"м-во", 'E'}, {"мар", 'E'}, {"мин", 'E'}, {"митр", 'T'}, {"мл", 'E'}, {"млн", 'E'},
    {"млрд", 'E'}, {"муж", 'E'}, {"н.э", 'A'}, {"наб", 'T'}, {"напр", 'T'}, {"нач", 'T'}, {"нем", 'T'}, {"ноя", 'E'}, {"нояб", 'E'},
    {"о", 'T'}, {"обл", 'E'}, {"ок", 'T'}, {"окт", 'E'}, {"оф", 'N'}, {"п", 'N'}, {"п.п", 'N'}, {"п.с", 'E'}, {"пгт", 'T'}, {"пер", 'T'},
    {"пл", 'T'}, {"подп", 'T'}, {"полк", 'T'}, {"польск", 'T'}, {"пом", 'T'}, {"пос", 'T'}, {"пп", 'N'}, {"пр", 'E'}, {"пр-т", 'T'},
    {"преп", 'T'}, {"прим", 'E'}, {"просп", 'T'}, {"прот", 'T'}, {"проф", 'T'}, {"р", 'E'}, {"р-н", 'E'}, {"р.ф", 'E'}, {"ред", 'T'},
    {"реж", 'T'}, {"рис", 'T'}, {"род", 'T'}, {"руб", 'E'}, {"рум", 'T'}, {"рус", 'T'}, {"с", 'N'}, {"с.-х", 'T'}, {"с.ш", 'E'},
    {"св", 'T'}, {"сев", 'T'}, {"сек", 'E'}, {"сен", 'E'}, {"сент", 'E'}, {"см", 'T'}, {"соб", 'T'}, {"сокр", 'T'}, {"сост", 'T'},
    {"ср", 'T'}, {"ст", 'T'}, {"ст.л", 'T'}, {"стр", 'N'}, {"т", 'N'}, {"т.д", 'E'}, {"т.д.п", 'E'}, {"т.е", 'T'}, {"т.к", 'T'},
    {"т.н", 'T'}, {"т.наз", 'T'}, {"т.п", 'E'}, {"т.ч", 'T'}, {"табл", 'T'}, {"тел", 'N'}, {"тов", 'T'}, {"трлн", 'E'}, {"тт", 'N'},
    {"тур", 'T'}, {"тыс", 'E'}, {"у.е", 'E'}, {"укр", 'T'}, {"ул", 'T'}, {"ум", 'E'}, {"фев", 'E'}, {"февр", 'E'}, {"фин", 'T'},
    {"франц", 'T'}, {"худ", 'T'}, {"ч", 'B'}, {"чел", 'E'}, {"чл", 'T'}, {"чл.-корр", 'T'}, {"ш", 'E'}, {"шт", 'E'}, {"э", 'A'},
    {"экз", 'E'}, {"эт", 'N'}, {"ю.ш", 'E'}, {"юж", 'T'}, {"янв", 'E'}, {"яп", 'T'}, {"япон", 'T'}, {"№", 'N'},
};
/* clang-format on */

#define ROW(code) \
    { \
#code, of_##code, WD_COUNT(of_##code) \
    }
const struct wd_abbreviations wd_abbreviation_tables[WD_ABBREVIATION_LANGUAGES] = {
    ROW(en), ROW(de), ROW(fr), ROW(es), ROW(it), ROW(pt), ROW(nl), ROW(ru),
};

char wd_abbreviation_kind(const struct wd_abbreviations *t, struct wd_str lower_word)
{
    char word[WD_MAX_ABBREVIATION_BYTES + 1];
    if (lower_word.n > WD_MAX_ABBREVIATION_BYTES)
        return 0;
    memcpy(word, lower_word.p, lower_word.n);
    word[lower_word.n] = 0;
    size_t low = 0, high = t->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = (unsigned char)word[0] - (unsigned char)t->rows[middle].word[0];
        if (order == 0)
            order = strcmp(word, t->rows[middle].word);
        if (order == 0)
            return t->rows[middle].kind;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

static const char *const openers[WD_ABBREVIATION_LANGUAGES] = {
    " millions thousands hundreds dozens critics analysts experts witnesses residents supporters opponents nearly almost earlier "
    "additionally furthermore finally unfortunately similarly consequently accordingly overall initially recently currently originally "
    "eventually subsequently normally usually sometimes next until then sadly ",
    " anschließend schließlich später danach dazu hinzu hierzu zunächst mittlerweile inzwischen demnach zufolge ferner ebenfalls "
    "jahrelang bislang derzeit heutzutage beispielsweise insbesondere besonders vermutlich wahrscheinlich ",
    " aujourd'hui hier demain finalement auparavant actuellement récemment malheureusement néanmoins ensuite chacun quant grâce suite ",
    " actualmente posteriormente finalmente recientemente anteriormente asimismo igualmente debido gracias cabe varios nació murió "
    "mientras ",
    " attualmente successivamente infine recentemente precedentemente nonostante grazie secondo oggi ieri ",
    " atualmente posteriormente finalmente recentemente anteriormente além nasceu morreu devido graças conforme segundo vários ",
    " momenteel later daarna daarnaast bovendien vervolgens uiteindelijk tegenwoordig onlangs ",
    " впоследствии позднее позже потом наконец поэтому например кроме затем сейчас вскоре многие некоторые несмотря благодаря "
    "первоначально ранее родился родилась умер умерла население сегодня всего также площадь ",
};

bool wd_opens_sentence(int language, struct wd_str lower_word)
{
    if (language < 0 || language >= WD_ABBREVIATION_LANGUAGES || lower_word.n < 2)
        return false;
    const char *list = openers[language], *at = list;
    while ((at = strstr(at, " ")) && at[1]) {
        at++;
        if (strncmp(at, lower_word.p, lower_word.n) == 0 && at[lower_word.n] == ' ')
            return true;
    }
    return false;
}

bool wd_is_time_word(struct wd_str word)
{
    static const char *const words[] = {
        "monday", "tuesday", "wednesday", "thursday", "friday",    "saturday", "sunday",   "january",  "february", "march", "april",
        "may",    "june",    "july",      "august",   "september", "october",  "november", "december", "est",      "edt",   "et",
        "gmt",    "bst",     "utc",       "cst",      "cdt",       "pst",      "pdt",      "mst",      "mdt",      "pt",    "ct",
        "mt",     "ist",     "cet",       "eastern",  "pacific",   "central",  "mountain", "jan",      "feb",      "mar",   "apr",
        "jun",    "jul",     "aug",       "sep",      "sept",      "oct",      "nov",      "dec",      "mon",      "tue",   "tues",
        "wed",    "thu",     "thurs",     "fri",      "sat",       "sun"};
    for (size_t i = 0; i < WD_COUNT(words); i++)
        if (wd_str_eqc(word, words[i]))
            return true;
    return false;
}

#include "text/abbreviations.h"

/* Without the final stop, in lower case and byte order (a test checks the order). */
/* clang-format off */
static const struct wd_abbreviation of_en[] = {
    {"a.g", 'E'}, {"a.k.a", 'E'}, {"a.m", 'P'}, {"adm", 'T'}, {"al", 'T'}, {"ala", 'E'}, {"alta", 'E'}, {"am", 'P'}, {"amb", 'T'},
    {"approx", 'T'}, {"apr", 'E'}, {"apt", 'N'}, {"ariz", 'E'}, {"ark", 'E'}, {"art", 'N'}, {"arts", 'N'}, {"assn", 'E'}, {"assoc", 'T'},
    {"asst", 'T'}, {"atty", 'T'}, {"aug", 'E'}, {"ave", 'E'}, {"b.a", 'E'}, {"b.c", 'E'}, {"b.sc", 'E'}, {"bldg", 'E'}, {"blvd", 'E'},
    {"brig", 'T'}, {"brig.-gen", 'T'}, {"bros", 'E'}, {"c", 'N'}, {"ca", 'N'}, {"calif", 'E'}, {"capt", 'T'}, {"cf", 'T'}, {"ch", 'N'},
    {"cie", 'E'}, {"cir", 'N'}, {"cm", 'E'}, {"cmdr", 'T'}, {"co", 'E'}, {"col", 'T'}, {"colo", 'E'}, {"conn", 'E'}, {"corp", 'E'},
    {"cos", 'E'}, {"cpl", 'T'}, {"d.c", 'E'}, {"d.o.b", 'E'}, {"d.phil", 'E'}, {"dec", 'E'}, {"del", 'E'}, {"dept", 'T'}, {"det", 'T'},
    {"dir", 'T'}, {"dist", 'T'}, {"dr", 'T'}, {"e.g", 'T'}, {"e.u", 'E'}, {"ed", 'E'}, {"eds", 'E'}, {"eq", 'N'}, {"esp", 'T'},
    {"esq", 'E'}, {"est", 'E'}, {"etc", 'E'}, {"ex", 'T'}, {"ext", 'N'}, {"feb", 'E'}, {"fig", 'N'}, {"figs", 'N'}, {"fla", 'E'},
    {"fr", 'T'}, {"fri", 'E'}, {"ft", 'T'}, {"ga", 'E'}, {"gen", 'T'}, {"gmbh", 'E'}, {"gov", 'T'}, {"govs", 'T'}, {"govt", 'E'},
    {"hon", 'T'}, {"hosp", 'E'}, {"hr", 'E'}, {"hrh", 'T'}, {"hrs", 'E'}, {"hwy", 'E'}, {"i.e", 'T'}, {"ill", 'E'}, {"inc", 'E'},
    {"incl", 'T'}, {"ind", 'E'}, {"inr", 'N'}, {"insp", 'T'}, {"intl", 'E'}, {"j.d", 'E'}, {"jan", 'E'}, {"jr", 'E'}, {"jul", 'E'},
    {"jun", 'E'}, {"k.c", 'E'}, {"kan", 'E'}, {"kg", 'E'}, {"km", 'E'}, {"ky", 'E'}, {"l.a", 'E'}, {"la", 'E'}, {"lb", 'E'},
    {"lbs", 'E'}, {"llc", 'E'}, {"llp", 'E'}, {"ln", 'E'}, {"lp", 'E'}, {"lt", 'T'}, {"lt.-cmdr", 'T'}, {"lt.-col", 'T'},
    {"lt.-gen", 'T'}, {"ltd", 'E'}, {"m.a", 'E'}, {"m.b.a", 'E'}, {"m.d", 'E'}, {"m.p", 'E'}, {"m.p.s", 'E'}, {"m.sc", 'E'},
    {"maj", 'T'}, {"maj.-gen", 'T'}, {"man", 'E'}, {"mar", 'E'}, {"mass", 'E'}, {"messrs", 'T'}, {"mfg", 'E'}, {"mi", 'E'},
    {"mich", 'E'}, {"min", 'E'}, {"minn", 'E'}, {"miss", 'E'}, {"mlle", 'T'}, {"mm", 'E'}, {"mme", 'T'}, {"mmes", 'T'}, {"mo", 'E'},
    {"mon", 'E'}, {"mont", 'E'}, {"mr", 'T'}, {"mrs", 'T'}, {"ms", 'T'}, {"msgr", 'T'}, {"mt", 'T'}, {"mts", 'T'}, {"mx", 'T'},
    {"n", 'N'}, {"n.c", 'E'}, {"n.d", 'E'}, {"n.h", 'E'}, {"n.j", 'E'}, {"n.m", 'E'}, {"n.v", 'E'}, {"n.y", 'E'}, {"natl", 'E'},
    {"neb", 'E'}, {"nev", 'E'}, {"no", 'N'}, {"nos", 'N'}, {"nov", 'E'}, {"nr", 'N'}, {"n°", 'N'}, {"oct", 'E'}, {"okla", 'E'},
    {"ont", 'E'}, {"op", 'N'}, {"ore", 'E'}, {"oz", 'E'}, {"p", 'N'}, {"p.m", 'P'}, {"p.o", 'T'}, {"p.s", 'E'}, {"pa", 'E'},
    {"para", 'N'}, {"pfc", 'T'}, {"ph", 'T'}, {"ph.d", 'E'}, {"plc", 'E'}, {"pm", 'P'}, {"pp", 'N'}, {"pres", 'T'}, {"prof", 'T'},
    {"profs", 'T'}, {"pty", 'E'}, {"pvt", 'T'}, {"q.c", 'E'}, {"que", 'E'}, {"r.i", 'E'}, {"r.i.p", 'E'}, {"rd", 'E'}, {"rep", 'T'},
    {"rep.-elect", 'T'}, {"repr", 'E'}, {"reps", 'T'}, {"resp", 'T'}, {"rev", 'T'}, {"rm", 'N'}, {"rs", 'N'}, {"rt", 'T'}, {"s.a", 'E'},
    {"s.c", 'E'}, {"s.d", 'E'}, {"s.p.a", 'E'}, {"sask", 'E'}, {"sat", 'E'}, {"sec", 'T'}, {"sect", 'N'}, {"sen", 'T'},
    {"sen.-elect", 'T'}, {"sens", 'T'}, {"sep", 'E'}, {"sept", 'E'}, {"sgt", 'T'}, {"sq", 'E'}, {"sr", 'E'}, {"sr.lt", 'T'}, {"st", 'T'},
    {"ste", 'T'}, {"sun", 'E'}, {"supt", 'T'}, {"tel", 'N'}, {"tenn", 'E'}, {"tex", 'E'}, {"thu", 'E'}, {"thurs", 'E'}, {"trans", 'E'},
    {"treas", 'T'}, {"tue", 'E'}, {"tues", 'E'}, {"u.a.e", 'E'}, {"u.k", 'E'}, {"u.n", 'E'}, {"u.s", 'E'}, {"u.s.a", 'E'},
    {"u.s.s.r", 'E'}, {"univ", 'E'}, {"usd", 'N'}, {"v", 'T'}, {"va", 'E'}, {"ver", 'N'}, {"vice-adm", 'T'}, {"viz", 'T'}, {"vol", 'N'},
    {"vol.no", 'T'}, {"vols", 'N'}, {"vs", 'T'}, {"vt", 'E'}, {"w.va", 'E'}, {"wash", 'E'}, {"wed", 'E'}, {"wis", 'E'}, {"wyo", 'E'},
};
static const struct wd_abbreviation of_de[] = {
    {"a.d", 'E'}, {"a.m", 'E'}, {"abb", 'N'}, {"abs", 'T'}, {"ag", 'E'}, {"apr", 'E'}, {"art", 'N'}, {"aufl", 'T'}, {"aug", 'E'},
    {"az", 'N'}, {"b", 'T'}, {"bd", 'T'}, {"bde", 'T'}, {"bez", 'T'}, {"bl", 'N'}, {"bzgl", 'T'}, {"bzw", 'T'}, {"ca", 'T'}, {"co", 'E'},
    {"corp", 'E'}, {"d", 'T'}, {"d.h", 'T'}, {"dez", 'E'}, {"di", 'E'}, {"dipl", 'T'}, {"do", 'E'}, {"dr", 'T'}, {"e.u", 'E'},
    {"e.v", 'E'}, {"ehem", 'T'}, {"etc", 'E'}, {"etwa", 'T'}, {"ev", 'T'}, {"evtl", 'T'}, {"exkl", 'T'}, {"exz", 'T'}, {"feb", 'E'},
    {"fr", 'T'}, {"frl", 'T'}, {"g", 'T'}, {"geb", 'T'}, {"gegr", 'T'}, {"gen", 'T'}, {"gen.-sekr", 'T'}, {"gest", 'T'}, {"gez", 'T'},
    {"ggf", 'T'}, {"h.c", 'T'}, {"hausnr", 'N'}, {"hg", 'T'}, {"hptm", 'T'}, {"hr", 'T'}, {"hrsg", 'T'}, {"i", 'E'}, {"i.a", 'T'},
    {"i.b", 'T'}, {"i.d.r", 'T'}, {"i.e", 'T'}, {"i.r", 'E'}, {"i.v", 'T'}, {"inc", 'E'}, {"ing", 'T'}, {"inkl", 'T'}, {"jan", 'E'},
    {"jh", 'T'}, {"jhd", 'E'}, {"jhdt", 'E'}, {"jr", 'T'}, {"jul", 'E'}, {"jun", 'E'}, {"jur", 'T'}, {"kap", 'N'}, {"kath", 'T'},
    {"lt", 'T'}, {"ltd", 'E'}, {"ltd.min", 'T'}, {"luth", 'T'}, {"m.e", 'T'}, {"mag", 'T'}, {"maj", 'T'}, {"max", 'T'}, {"med", 'T'},
    {"mi", 'E'}, {"min", 'T'}, {"mind", 'T'}, {"mio", 'E'}, {"mio.-€", 'T'}, {"mo", 'E'}, {"mrd", 'E'}, {"mrd.-€", 'T'}, {"mär", 'E'},
    {"n.chr", 'T'}, {"n.u.z", 'E'}, {"n.y", 'E'}, {"nachm", 'T'}, {"nat", 'T'}, {"nov", 'E'}, {"nr", 'N'}, {"nrn", 'N'}, {"nördl", 'T'},
    {"o.g", 'T'}, {"o.ä", 'E'}, {"o.ä.m", 'T'}, {"ob", 'T'}, {"oblt", 'T'}, {"obltn", 'T'}, {"offz", 'T'}, {"okt", 'E'}, {"olt", 'T'},
    {"ord", 'T'}, {"p.a", 'T'}, {"ph", 'T'}, {"phil", 'T'}, {"pos", 'N'}, {"prof", 'T'}, {"rd", 'T'}, {"rer", 'T'}, {"rn", 'N'},
    {"röm", 'T'}, {"s", 'N'}, {"s.o", 'T'}, {"s.u", 'T'}, {"sa", 'E'}, {"sek", 'E'}, {"sep", 'E'}, {"sept", 'E'}, {"so", 'E'},
    {"sog", 'T'}, {"sp", 'N'}, {"sr.exz", 'T'}, {"st", 'T'}, {"std", 'E'}, {"stellv", 'T'}, {"str", 'B'}, {"str.-nr", 'T'},
    {"südl", 'T'}, {"tab", 'N'}, {"tel", 'N'}, {"theol", 'T'}, {"tsd", 'E'}, {"u", 'T'}, {"u.a", 'T'}, {"u.a.m", 'E'}, {"u.s", 'E'},
    {"u.s.a", 'E'}, {"u.s.w", 'E'}, {"u.v.m", 'E'}, {"u.ä", 'E'}, {"ungef", 'T'}, {"urspr", 'T'}, {"usw", 'E'}, {"v.chr", 'T'},
    {"v.u.z", 'E'}, {"verh", 'T'}, {"verm", 'T'}, {"vgl", 'T'}, {"vorm", 'T'}, {"vors", 'T'}, {"westl", 'T'}, {"z", 'T'}, {"z.b", 'T'},
    {"z.t", 'T'}, {"z.z", 'T'}, {"z.zt", 'T'}, {"ziff", 'N'}, {"zt", 'T'}, {"zzgl", 'T'}, {"§", 'N'}, {"Ä", 'E'}, {"ä", 'E'},
    {"östl", 'T'},
};
static const struct wd_abbreviation of_fr[] = {
    {"a.m", 'P'}, {"adj", 'T'}, {"al", 'N'}, {"amb", 'T'}, {"apr", 'T'}, {"art", 'N'}, {"av", 'T'}, {"avr", 'E'}, {"bd", 'T'},
    {"boul", 'T'}, {"c.-à-d", 'T'}, {"cap", 'T'}, {"capt", 'T'}, {"cdt", 'T'}, {"cf", 'T'}, {"ch", 'N'}, {"chap", 'N'}, {"cie", 'E'},
    {"co", 'E'}, {"col", 'T'}, {"corp", 'E'}, {"dim", 'E'}, {"dr", 'T'}, {"drs", 'T'}, {"déc", 'E'}, {"e.-u", 'E'}, {"e.g", 'T'},
    {"env", 'T'}, {"etc", 'E'}, {"ex", 'T'}, {"fasc", 'N'}, {"fig", 'N'}, {"fév", 'E'}, {"févr", 'E'}, {"gal", 'T'}, {"gén", 'T'},
    {"hab", 'T'}, {"i.e", 'T'}, {"inc", 'E'}, {"j.-c", 'E'}, {"janv", 'E'}, {"jeu", 'E'}, {"jr", 'E'}, {"juil", 'E'}, {"juill", 'E'},
    {"lt", 'T'}, {"ltd", 'E'}, {"lun", 'E'}, {"m", 'T'}, {"mar", 'E'}, {"me", 'T'}, {"mer", 'E'}, {"mgr", 'T'}, {"min.-prés", 'T'},
    {"mlle", 'T'}, {"mlles", 'T'}, {"mm", 'T'}, {"mme", 'T'}, {"mmes", 'T'}, {"n", 'N'}, {"n.d.l.r", 'E'}, {"ndlr", 'E'}, {"no", 'N'},
    {"no.s", 'T'}, {"nos", 'N'}, {"nov", 'E'}, {"num", 'N'}, {"o.n.u", 'E'}, {"oct", 'E'}, {"p", 'N'}, {"p.-s", 'E'}, {"p.ex", 'T'},
    {"p.m", 'P'}, {"ph", 'T'}, {"pp", 'N'}, {"pr", 'T'}, {"prof", 'T'}, {"resp", 'T'}, {"réf", 'T'}, {"s.a", 'E'}, {"s.a.r.l", 'E'},
    {"sam", 'E'}, {"sept", 'E'}, {"sgt", 'T'}, {"sr", 'E'}, {"st", 'T'}, {"ste", 'T'}, {"sts", 'T'}, {"t", 'N'}, {"tél", 'N'},
    {"u.e", 'E'}, {"u.r.s.s", 'E'}, {"u.s", 'E'}, {"u.s.a", 'E'}, {"ven", 'E'}, {"vol", 'N'}, {"vs", 'T'}, {"é.-u", 'E'}, {"éd", 'T'},
};
static const struct wd_abbreviation of_es[] = {
    {"a", 'P'}, {"a.c", 'E'}, {"a.m", 'P'}, {"a.m.s", 'E'}, {"abr", 'E'}, {"admón", 'T'}, {"ago", 'E'}, {"aprox", 'T'}, {"arq", 'T'},
    {"art", 'N'}, {"arts", 'N'}, {"atte", 'T'}, {"av", 'T'}, {"avda", 'T'}, {"bs.as", 'E'}, {"c", 'T'}, {"c.v", 'E'}, {"cap", 'T'},
    {"cf", 'T'}, {"cnel", 'T'}, {"co", 'E'}, {"corp", 'E'}, {"cra", 'N'}, {"ctra", 'T'}, {"cía", 'E'}, {"d", 'T'}, {"d.c", 'E'},
    {"d.f", 'E'}, {"depto", 'T'}, {"dic", 'E'}, {"dom", 'E'}, {"dpto", 'T'}, {"dr", 'T'}, {"dra", 'T'}, {"dres", 'T'}, {"dña", 'T'},
    {"ee", 'E'}, {"ee.uu", 'E'}, {"ej", 'T'}, {"ene", 'E'}, {"etc", 'E'}, {"excma", 'T'}, {"excmo", 'T'}, {"ext", 'N'}, {"f.c", 'E'},
    {"feb", 'E'}, {"ff.aa", 'E'}, {"fig", 'N'}, {"fr", 'T'}, {"gen", 'T'}, {"gral", 'T'}, {"hnos", 'T'}, {"hs", 'E'}, {"ilma", 'T'},
    {"ilmo", 'T'}, {"inc", 'N'}, {"ing", 'T'}, {"j.c", 'E'}, {"jj.oo", 'E'}, {"jr", 'E'}, {"jue", 'E'}, {"jul", 'E'}, {"jun", 'E'},
    {"km", 'N'}, {"lcda", 'T'}, {"lcdo", 'T'}, {"lic", 'T'}, {"ltda", 'E'}, {"lun", 'E'}, {"mar", 'E'}, {"may", 'E'}, {"min", 'E'},
    {"min.rel", 'T'}, {"mié", 'E'}, {"mons", 'T'}, {"n", 'N'}, {"n.º", 'N'}, {"no", 'N'}, {"nov", 'E'}, {"nº", 'N'}, {"núm", 'N'},
    {"núms", 'N'}, {"oct", 'E'}, {"ord", 'N'}, {"p", 'N'}, {"p.ej", 'T'}, {"p.m", 'P'}, {"pbro", 'T'}, {"pdta", 'T'}, {"pdte", 'T'},
    {"pl", 'T'}, {"pp", 'N'}, {"prof", 'T'}, {"profa", 'T'}, {"prov", 'T'}, {"pza", 'T'}, {"pág", 'N'}, {"págs", 'N'}, {"párrf", 'T'},
    {"rr.hh", 'E'}, {"rvdo", 'T'}, {"s.a", 'E'}, {"s.a.c", 'E'}, {"s.l", 'E'}, {"s.r.l", 'E'}, {"seg", 'E'}, {"sep", 'E'}, {"sept", 'E'},
    {"sgto", 'T'}, {"sr", 'T'}, {"sra", 'T'}, {"sras", 'T'}, {"sres", 'T'}, {"srta", 'T'}, {"srtas", 'T'}, {"sta", 'T'}, {"sto", 'T'},
    {"sáb", 'E'}, {"tel", 'N'}, {"tels", 'N'}, {"tte", 'T'}, {"u.s", 'E'}, {"ud", 'T'}, {"uds", 'T'}, {"univ", 'T'}, {"uu", 'E'},
    {"vd", 'T'}, {"vds", 'T'}, {"vicepres", 'T'}, {"vie", 'E'}, {"vol", 'N'}, {"vs", 'T'},
};
static const struct wd_abbreviation of_it[] = {
    {"a.c", 'E'}, {"a.m", 'P'}, {"ad.es", 'T'}, {"ago", 'E'}, {"all", 'T'}, {"amm", 'T'}, {"ang", 'T'}, {"apr", 'E'}, {"arc", 'T'},
    {"arch", 'T'}, {"art", 'N'}, {"artt", 'N'}, {"avv", 'T'}, {"c.so", 'T'}, {"c.v", 'E'}, {"ca", 'T'}, {"cap", 'T'}, {"cav", 'T'},
    {"cfr", 'T'}, {"co", 'N'}, {"col", 'T'}, {"comm", 'T'}, {"corp", 'E'}, {"d.c", 'E'}, {"dic", 'E'}, {"dir", 'T'}, {"dom", 'E'},
    {"don", 'T'}, {"dott", 'T'}, {"dott.ssa", 'T'}, {"dr", 'T'}, {"ecc", 'E'}, {"ecc.mo", 'T'}, {"egr", 'T'}, {"es", 'T'}, {"etc", 'E'},
    {"f.p", 'E'}, {"feb", 'E'}, {"fig", 'N'}, {"fra", 'T'}, {"gen", 'T'}, {"gent", 'T'}, {"gent.ma", 'T'}, {"gent.mo", 'T'},
    {"geom", 'T'}, {"gio", 'E'}, {"giu", 'E'}, {"i.v.a", 'E'}, {"ill.mo", 'T'}, {"inc", 'E'}, {"ing", 'T'}, {"jr", 'E'}, {"ltd", 'E'},
    {"lug", 'E'}, {"lun", 'E'}, {"mag", 'E'}, {"magg", 'T'}, {"mar", 'E'}, {"mer", 'E'}, {"mons", 'T'}, {"n", 'N'}, {"nn", 'N'},
    {"nov", 'E'}, {"nr", 'N'}, {"num", 'N'}, {"on", 'T'}, {"ott", 'E'}, {"p", 'N'}, {"p.es", 'T'}, {"p.m", 'P'}, {"p.za", 'T'},
    {"p.zza", 'T'}, {"pag", 'N'}, {"pagg", 'N'}, {"pp", 'N'}, {"pres", 'T'}, {"prof", 'T'}, {"prof.ssa", 'T'}, {"psicol", 'T'},
    {"rag", 'T'}, {"rev", 'T'}, {"s", 'T'}, {"s.a.s", 'E'}, {"s.n.c", 'E'}, {"s.p.a", 'E'}, {"s.r.l", 'E'}, {"sab", 'E'}, {"sen", 'T'},
    {"serg", 'T'}, {"set", 'E'}, {"sett", 'E'}, {"sig", 'T'}, {"sig.na", 'T'}, {"sig.ra", 'T'}, {"sig.ri", 'T'}, {"sigg", 'T'},
    {"sigra", 'T'}, {"spa", 'E'}, {"spett", 'T'}, {"sr", 'E'}, {"srl", 'E'}, {"ss", 'T'}, {"st", 'T'}, {"str", 'T'}, {"suor", 'T'},
    {"tab", 'N'}, {"tel", 'N'}, {"ten", 'T'}, {"u.e", 'E'}, {"u.s", 'E'}, {"u.s.a", 'E'}, {"uff", 'T'}, {"v", 'T'}, {"v.le", 'T'},
    {"vd", 'T'}, {"ven", 'E'}, {"vol", 'N'}, {"vs", 'T'},
};
static const struct wd_abbreviation of_pt[] = {
    {"a.c", 'E'}, {"a.m", 'P'}, {"abr", 'E'}, {"adv", 'T'}, {"ago", 'E'}, {"al", 'T'}, {"alm", 'T'}, {"aprox", 'T'}, {"arq", 'T'},
    {"art", 'N'}, {"arts", 'N'}, {"av", 'T'}, {"brig", 'T'}, {"cap", 'T'}, {"cel", 'T'}, {"cf", 'T'}, {"cia", 'E'}, {"co", 'E'},
    {"corp", 'E'}, {"d", 'T'}, {"d.c", 'E'}, {"dep", 'T'}, {"des", 'T'}, {"dez", 'E'}, {"dom", 'E'}, {"dr", 'T'}, {"dra", 'T'},
    {"dras", 'T'}, {"drs", 'T'}, {"e.u.a", 'E'}, {"eng", 'T'}, {"enga", 'T'}, {"est", 'T'}, {"etc", 'E'}, {"eua", 'E'}, {"ex", 'T'},
    {"exma", 'T'}, {"exmo", 'T'}, {"f.c", 'E'}, {"fev", 'E'}, {"fig", 'N'}, {"fr", 'T'}, {"frei", 'T'}, {"gen", 'T'}, {"gov", 'T'},
    {"i.e", 'T'}, {"ilma", 'T'}, {"ilmo", 'T'}, {"inc", 'B'}, {"j.c", 'E'}, {"jan", 'E'}, {"jr", 'E'}, {"jul", 'E'}, {"jun", 'E'},
    {"km", 'N'}, {"lote", 'N'}, {"ltda", 'E'}, {"mai", 'E'}, {"maj", 'T'}, {"mar", 'E'}, {"min", 'T'}, {"mons", 'T'}, {"n", 'N'},
    {"n.º", 'N'}, {"no", 'N'}, {"nov", 'E'}, {"nº", 'N'}, {"núm", 'N'}, {"obs", 'T'}, {"out", 'E'}, {"p", 'N'}, {"p.ex", 'T'},
    {"p.m", 'P'}, {"pe", 'T'}, {"pp", 'N'}, {"pres", 'T'}, {"prof", 'T'}, {"profa", 'T'}, {"profs", 'T'}, {"pág", 'N'}, {"págs", 'N'},
    {"pç", 'T'}, {"pça", 'T'}, {"qua", 'E'}, {"qui", 'E'}, {"r", 'T'}, {"r.j", 'E'}, {"ref", 'T'}, {"s.a", 'E'}, {"s.p", 'E'},
    {"seg", 'E'}, {"sen", 'T'}, {"set", 'E'}, {"sex", 'E'}, {"sgt", 'T'}, {"sr", 'T'}, {"sra", 'T'}, {"sras", 'T'}, {"srs", 'T'},
    {"srta", 'T'}, {"st", 'T'}, {"sta", 'T'}, {"sto", 'T'}, {"sáb", 'E'}, {"tel", 'N'}, {"tels", 'N'}, {"ten", 'T'}, {"ter", 'E'},
    {"trav", 'T'}, {"u.s", 'E'}, {"ver", 'T'}, {"vice-pres", 'T'}, {"vol", 'N'}, {"vs", 'T'},
};
static const struct wd_abbreviation of_nl[] = {
    {"a.m", 'P'}, {"a.s", 'E'}, {"afb", 'N'}, {"apr", 'E'}, {"art", 'N'}, {"aug", 'E'}, {"b.v", 'E'}, {"bijv", 'T'}, {"blz", 'N'},
    {"burg", 'T'}, {"bv", 'T'}, {"ca", 'T'}, {"co", 'E'}, {"corp", 'E'}, {"d.w.z", 'T'}, {"dec", 'E'}, {"dhr", 'T'}, {"di", 'E'},
    {"do", 'E'}, {"dr", 'T'}, {"drs", 'T'}, {"ds", 'T'}, {"dwz", 'T'}, {"e.a", 'E'}, {"e.d", 'E'}, {"enz", 'E'}, {"etc", 'E'},
    {"excl", 'T'}, {"feb", 'E'}, {"fig", 'N'}, {"gen", 'T'}, {"h.k.h", 'T'}, {"h.m", 'T'}, {"hfdst", 'N'}, {"i.p.v", 'T'}, {"inc", 'E'},
    {"incl", 'T'}, {"ing", 'T'}, {"ipv", 'T'}, {"ir", 'T'}, {"j.l", 'E'}, {"j.l.l", 'T'}, {"jan", 'E'}, {"jhr", 'T'}, {"jkvr", 'T'},
    {"jr", 'E'}, {"jul", 'E'}, {"jun", 'E'}, {"kol", 'T'}, {"kpt", 'T'}, {"lt", 'T'}, {"ltd", 'E'}, {"luit", 'T'}, {"m.b.t", 'T'},
    {"m.i.v", 'T'}, {"m.u.v", 'T'}, {"ma", 'E'}, {"maj", 'T'}, {"mevr", 'T'}, {"mgr", 'T'}, {"mld", 'E'}, {"mln", 'E'}, {"mr", 'T'},
    {"mrs", 'T'}, {"mrt", 'E'}, {"mw", 'T'}, {"n.a.v", 'T'}, {"n.v", 'E'}, {"nov", 'E'}, {"nr", 'N'}, {"nrs", 'N'}, {"o.a", 'T'},
    {"okt", 'E'}, {"p", 'N'}, {"p.m", 'P'}, {"past", 'T'}, {"plm", 'T'}, {"pp", 'N'}, {"prof", 'T'}, {"resp", 'T'}, {"sep", 'E'},
    {"sept", 'E'}, {"sint", 'T'}, {"sr", 'E'}, {"st", 'T'}, {"t.a.v", 'T'}, {"t.o.v", 'T'}, {"tel", 'N'}, {"u.s", 'E'}, {"v.s", 'E'},
    {"vgl", 'T'}, {"vol", 'N'}, {"vr", 'E'}, {"vs", 'T'}, {"wnd", 'T'}, {"wo", 'E'}, {"z.g", 'T'}, {"z.m", 'T'}, {"za", 'E'},
    {"zgn", 'T'}, {"zo", 'E'},
};
static const struct wd_abbreviation of_ru[] = {
    {"авг", 'E'}, {"акад", 'T'}, {"англ", 'T'}, {"апр", 'E'}, {"бул", 'T'}, {"в", 'E'}, {"в.д", 'E'}, {"вв", 'E'}, {"врио", 'T'},
    {"вып", 'N'}, {"г", 'B'}, {"г-жа", 'T'}, {"г-н", 'T'}, {"г-ну", 'T'}, {"гг", 'E'}, {"гг-н", 'T'}, {"ген", 'T'}, {"ген.-м", 'T'},
    {"гл", 'T'}, {"гор", 'N'}, {"гос", 'T'}, {"гр", 'T'}, {"греч", 'T'}, {"д", 'N'}, {"д-р", 'T'}, {"дек", 'E'}, {"дер", 'T'},
    {"до.н.э", 'E'}, {"долл", 'E'}, {"доц", 'T'}, {"др", 'E'}, {"е", 'E'}, {"ж.-д", 'T'}, {"з.д", 'E'}, {"зав", 'T'}, {"зам", 'T'},
    {"и.о", 'T'}, {"изд", 'E'}, {"им", 'T'}, {"исп", 'T'}, {"итал", 'T'}, {"июл", 'E'}, {"июн", 'E'}, {"кап", 'T'}, {"кв", 'N'},
    {"кв.м", 'E'}, {"кг", 'E'}, {"кит", 'T'}, {"км", 'E'}, {"кн", 'T'}, {"ком", 'N'}, {"коп", 'E'}, {"кор", 'N'}, {"корп", 'N'},
    {"корр", 'T'}, {"куб.м", 'E'}, {"лат", 'T'}, {"лейт", 'T'}, {"м", 'E'}, {"м-во", 'E'}, {"мар", 'E'}, {"мин", 'T'}, {"млн", 'E'},
    {"млрд", 'E'}, {"н.э", 'E'}, {"наб", 'T'}, {"напр", 'T'}, {"нач", 'T'}, {"нем", 'T'}, {"ноя", 'E'}, {"нояб", 'E'}, {"о", 'T'},
    {"обл", 'T'}, {"ок", 'T'}, {"окт", 'E'}, {"оф", 'N'}, {"п", 'N'}, {"п.п", 'N'}, {"п.с", 'E'}, {"пгт", 'T'}, {"пер", 'T'},
    {"пл", 'T'}, {"подп", 'T'}, {"полк", 'T'}, {"пом", 'T'}, {"пос", 'T'}, {"пп", 'N'}, {"пр", 'E'}, {"пр-т", 'T'}, {"преп", 'T'},
    {"прим", 'E'}, {"просп", 'T'}, {"проф", 'T'}, {"р", 'E'}, {"р.ф", 'E'}, {"ред", 'T'}, {"рис", 'T'}, {"руб", 'E'}, {"рус", 'T'},
    {"с", 'N'}, {"с.-х", 'T'}, {"с.ш", 'E'}, {"св", 'T'}, {"сек", 'E'}, {"сен", 'E'}, {"сент", 'E'}, {"см", 'T'}, {"соб", 'T'},
    {"сост", 'T'}, {"ср", 'T'}, {"ст", 'T'}, {"ст.л", 'T'}, {"стр", 'N'}, {"т", 'N'}, {"т.д", 'E'}, {"т.д.п", 'E'}, {"т.е", 'T'},
    {"т.к", 'T'}, {"т.н", 'T'}, {"т.наз", 'T'}, {"т.п", 'E'}, {"т.ч", 'T'}, {"табл", 'T'}, {"тел", 'T'}, {"тов", 'T'}, {"трлн", 'E'},
    {"тт", 'N'}, {"тыс", 'E'}, {"у.е", 'E'}, {"укр", 'T'}, {"ул", 'T'}, {"фев", 'E'}, {"февр", 'E'}, {"франц", 'T'}, {"ч", 'B'},
    {"час", 'E'}, {"чел", 'E'}, {"чл", 'T'}, {"чл.-корр", 'T'}, {"шт", 'E'}, {"э", 'E'}, {"экз", 'E'}, {"эт", 'N'}, {"ю.ш", 'E'},
    {"янв", 'E'}, {"яп", 'T'}, {"№", 'N'},
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
        int order = strcmp(word, t->rows[middle].word);
        if (order == 0)
            return t->rows[middle].kind;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

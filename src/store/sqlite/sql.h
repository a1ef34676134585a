/* store/sqlite/sql.h - every statement that is kept prepared, one a row: X(name, text).
 * Duty:      the one place that says what is asked of the tables of schema.c; keys are 64-bit hashes stored as signed integers.
 *            None may need a statement journal inside a transaction of derived.db (several rows and a possible abort): each such
 *            journal makes FTS5 write out its pending words. */
#ifndef WD_STORE_SQLITE_SQL_H
#define WD_STORE_SQLITE_SQL_H

#define WD_SQLS(X) \
    X(BEGIN, "BEGIN IMMEDIATE") \
    X(BEGIN_READ, "BEGIN") \
    X(COMMIT, "COMMIT") \
    X(ROLLBACK, "ROLLBACK") \
    /* log */ \
    X(EVENT_SAME, "SELECT seq FROM events WHERE identity=?1") \
    X(EVENT_ADD, "INSERT INTO events(identity,content,instant,head,body) VALUES(?1,?2,?3,?4,?5)") \
    X(EVENT_NEXT, "SELECT seq,head,body FROM events WHERE seq>?1 ORDER BY seq LIMIT 1") \
    X(EVENT_CHECK, "SELECT seq,content,head,body FROM events WHERE seq>?1 ORDER BY seq LIMIT 1") \
    X(EVENT_HEAD, "SELECT head FROM events WHERE seq=?1") \
    X(EVENT_INSTANT, "SELECT instant FROM events WHERE seq=?1") \
    X(EVENT_REDACT, "UPDATE events SET content=?2,head=?3,body=?4 WHERE seq=?1") \
    X(EVENT_LAST, "SELECT coalesce(max(seq),0) FROM events") \
    X(POLL_GET, "SELECT poll FROM polls WHERE feed=?1") \
    X(POLL_SET, "INSERT OR REPLACE INTO polls(feed,poll) VALUES(?1,?2)") \
    /* readers */ \
    X(ARTICLE_SERIAL_ADD, "INSERT OR IGNORE INTO article_serials(key) VALUES(?1)") \
    X(ARTICLE_SERIAL, "SELECT serial FROM article_serials WHERE key=?1") \
    X(ARTICLE_SERIAL_KEY, "SELECT key FROM article_serials WHERE serial=?1") \
    X(STORY_SERIAL_ADD, "INSERT OR IGNORE INTO story_serials(key) VALUES(?1)") \
    X(STORY_SERIAL, "SELECT serial FROM story_serials WHERE key=?1") \
    X(STORY_SERIAL_KEY, "SELECT key FROM story_serials WHERE serial=?1") \
    X(REDIRECT_SET, "INSERT OR REPLACE INTO redirects(old,new) VALUES(?1,?2)") \
    X(REDIRECT_DROP, "DELETE FROM redirects WHERE old=?1") \
    X(REDIRECT_GET, "SELECT new FROM redirects WHERE old=?1") \
    /* secrets */ \
    X(PUSH_SET, "INSERT OR REPLACE INTO pushes(token,feed,next,push) VALUES(?1,?2,?3,?4)") \
    X(PUSH_DROP, "DELETE FROM pushes WHERE token=?1") \
    X(PUSH_GET, "SELECT push FROM pushes WHERE token=?1") \
    X(PUSH_OF_FEED, "SELECT push FROM pushes WHERE feed=?1 LIMIT 1") \
    X(PUSHES_DUE, "SELECT push FROM pushes WHERE next<=?1 ORDER BY next,token LIMIT ?2") \
    X(SUBSCRIBER_SET, "INSERT OR REPLACE INTO subscribers(topic,callback,subscriber) VALUES(?1,?2,?3)") \
    X(SUBSCRIBER_DROP, "DELETE FROM subscribers WHERE topic=?1 AND callback=?2") \
    X(SUBSCRIBER_GET, "SELECT subscriber FROM subscribers WHERE topic=?1 AND callback=?2") \
    X(SUBSCRIBERS, "SELECT subscriber FROM subscribers ORDER BY topic,callback") \
    /* derived */ \
    X(META_GET, "SELECT value FROM meta WHERE name=?1") \
    X(META_DROP, "DELETE FROM meta WHERE name=?1") \
    X(META_STALE, "SELECT value FROM meta WHERE name>='stale:' AND name<'stale;' ORDER BY name") \
    X(META_SET, "INSERT OR REPLACE INTO meta(name,value) VALUES(?1,?2)") \
    X(ARTICLE_ADD, "INSERT INTO articles(serial,key,story,first,newest,arrived,killed,search_hash) VALUES(?1,?2,?3,?4,?5,?6,?7,?8)") \
    X(ARTICLE_SET, "UPDATE articles SET story=?2,newest=?3,killed=?4,search_hash=?5 WHERE serial=?1") \
    X(ARTICLE_MOVE, "UPDATE articles SET story=?2 WHERE key=?1") \
    X(ARTICLE_STORY, "SELECT story FROM articles WHERE key=?1") \
    X(ARTICLE_GET, "SELECT serial,story,newest,killed,search_hash FROM articles WHERE key=?1") \
    X(ARTICLE_MEMBERS, "SELECT key FROM articles WHERE story=?1 ORDER BY first") \
    X(VERSION_ADD, "INSERT INTO versions(article,version,seq,record,placed) VALUES(?1,?2,?3,?4,?5)") \
    X(VERSION_SET, "UPDATE versions SET record=?2,placed=?3 WHERE id=?1") \
    X(VERSION_PURGE, "UPDATE versions SET record=?2 WHERE id=?1") \
    X(VERSION_NEWEST, "SELECT version,record FROM versions WHERE id=?1") \
    X(VERSIONS_OF, "SELECT id,seq,record,placed FROM versions WHERE article=?1 ORDER BY id") \
    X(VERSION_AFTER, ("SELECT v.id,v.seq,v.record,v.placed,a.story,a.killed FROM versions v JOIN articles a ON a.serial=v.article" \
                      " WHERE v.id>?1 AND v.seq>?2 ORDER BY v.id LIMIT 1")) \
    X(STORY_SET, "INSERT OR REPLACE INTO stories(key,record) VALUES(?1,?2)") \
    X(STORY_GET, "SELECT record FROM stories WHERE key=?1") \
    X(STORY_DROP, "DELETE FROM stories WHERE key=?1") \
    X(STORY_THERE, "SELECT 1 FROM story_list WHERE key=?1") \
    X(LINK_ADD, "INSERT OR REPLACE INTO story_links(story,other,record) VALUES(?1,?2,?3)") \
    X(LINK_DROP, "DELETE FROM story_links WHERE story=?1 AND other=?2") \
    X(LINKS, "SELECT other,record FROM story_links WHERE story=?1 ORDER BY other") \
    X(ACT_ADD, "INSERT INTO acts(record) VALUES(?1)") \
    X(ACT_KEY_ADD, "INSERT OR IGNORE INTO act_keys(kind,key,act) VALUES(?1,?2,?3)") \
    X(ACTS, "SELECT record FROM acts ORDER BY id DESC LIMIT ?1") \
    X(ACTS_OF, "SELECT a.record FROM act_keys k JOIN acts a ON a.id=k.act WHERE k.kind=?2 AND k.key=?3 ORDER BY k.act DESC LIMIT ?1") \
    X(LIST_SET, "UPDATE story_list SET updated=?2,arrived=?3,section=?4,origins=?5,row=?6 WHERE key=?1") \
    X(LIST_ADD, "INSERT INTO story_list(key,updated,arrived,section,origins,row) VALUES(?1,?2,?3,?4,?5,?6)") \
    X(LIST_DROP, "DELETE FROM story_list WHERE key=?1") \
    X(LIST_ALL, "SELECT updated,row FROM story_list WHERE updated<?1 ORDER BY updated DESC,key") \
    X(LIST_SECTION, "SELECT updated,row FROM story_list WHERE section=?2 AND updated<?1 ORDER BY updated DESC,key") \
    X(COUNT_ARTICLES, "SELECT count(*) FROM articles WHERE arrived>=?1") \
    X(COUNT_STORIES, "SELECT count(*),coalesce(sum(origins),0) FROM story_list WHERE arrived>=?1") \
    X(COUNT_FEEDS, "SELECT count(*) FROM feeds") \
    X(LAST_ARRIVAL, "SELECT max(arrived) FROM articles") \
    X(KILLED_ADD, "INSERT OR IGNORE INTO killed(key,at) VALUES(?1,?2)") \
    X(KILLED_GET, "SELECT at FROM killed WHERE key=?1") \
    X(IDENTITY_GET, "SELECT article FROM identities WHERE hash=?1") \
    X(IDENTITY_SET, "INSERT OR REPLACE INTO identities(hash,article) VALUES(?1,?2)") \
    X(TEMPLATE_GET, "SELECT memory FROM templates WHERE host=?1") \
    X(TEMPLATE_SET, "INSERT OR REPLACE INTO templates(host,memory) VALUES(?1,?2)") \
    X(WANT_SET, "UPDATE wants SET state=?2,record=?3 WHERE article=?1") \
    X(WANT_OPEN, "INSERT INTO wants(article,feed,state,at,record) VALUES(?1,?2,0,?3,?4)") \
    X(WANT_GET, "SELECT number,record FROM wants WHERE article=?1") \
    X(WANTS_OPEN, "SELECT number,record FROM wants WHERE state=0 AND number>?1 AND at>=?2 ORDER BY number LIMIT ?3") \
    X(WANT_DROP, "DELETE FROM wants WHERE article=?1") \
    X(WANT_COUNTS, "SELECT state,count(*) FROM wants WHERE feed=?1 GROUP BY state") \
    X(ARTICLE_ARRIVED, "SELECT arrived FROM articles WHERE key=?1") \
    X(ARTICLE_STATE, "SELECT v.version FROM articles a JOIN versions v ON v.id=a.newest WHERE a.key=?1") \
    X(HOLD, "INSERT OR REPLACE INTO held(due,seq,item,article) VALUES(?1,?2,?3,?4)") \
    X(HELD_DUE, "SELECT due,seq,item,article FROM held WHERE due<=?1 ORDER BY due,seq,item") \
    X(RELEASE, "DELETE FROM held WHERE due=?1 AND seq=?2 AND item=?3") \
    X(FEED_SET, "INSERT OR REPLACE INTO feeds(name,feed) VALUES(?1,?2)") \
    X(FEED_GET, "SELECT feed FROM feeds WHERE name=?1") \
    X(FEED_DROP, "DELETE FROM feeds WHERE name=?1") \
    X(FEEDS, "SELECT feed FROM feeds ORDER BY name") \
    X(FAULT_ADD, "INSERT INTO faults(seq,feed,source,message) VALUES(?1,?2,?3,?4)") \
    X(FAULTS, "SELECT seq,feed,source,message FROM faults ORDER BY id DESC LIMIT ?1") \
    X(MONTH_ADD, "INSERT OR IGNORE INTO months(month) VALUES(?1)") \
    X(MONTHS, "SELECT month FROM months ORDER BY month DESC") \
    X(SEARCHABLE_ADD, "INSERT INTO searchable(id,month,article,at) VALUES(?1,?2,?3,?4)") \
    X(SEARCHABLE_DROP, "DELETE FROM searchable WHERE id=?1") \
    X(SEARCHABLE_MONTH, "SELECT month FROM searchable WHERE id=?1") \
    X(OUTLET_NAME_ADD, "INSERT OR IGNORE INTO outlets(key,name) VALUES(?1,?2)") \
    X(OUTLET_NAME, "SELECT name FROM outlets WHERE key=?1") \
    X(OUTLET_NAMES, "SELECT key,name FROM outlets ORDER BY name") \
    X(OUTLET_ROW_ADD, ("INSERT INTO outlet_articles(outlet,at,article,story,relation,agency,origin,delay,words,verbatim,edited)" \
                       " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)")) \
    X(OUTLET_ROW, ("SELECT outlet,at,article,story,relation,agency,origin,delay,words,verbatim,edited FROM outlet_articles" \
                   " WHERE article=?1")) \
    X(OUTLET_ROW_DROP, "DELETE FROM outlet_articles WHERE article=?1") \
    X(OUTLET_ROWS, ("SELECT outlet,at,article,story,relation,agency,origin,delay,words,verbatim,edited FROM outlet_articles" \
                    " WHERE outlet=?1 AND at>=?2 AND at<=?3 ORDER BY at DESC,article DESC LIMIT ?4")) \
    X(OUTLET_LINE, "SELECT at,relation,delay FROM outlet_articles WHERE outlet=?1 AND at>=?2 AND at<=?3 ORDER BY at") \
    X(OUTLET_COPIERS, ("SELECT outlet,relation,count(*) FROM outlet_articles WHERE origin=?1 AND origin<>0 AND at>=?2 AND at<=?3" \
                       " AND outlet<>?1 GROUP BY outlet,relation")) \
    /* speakers: FORM_DROP only where nobody prints it any more */ \
    X(SPOKEN_GET, "SELECT parts FROM speaker_stories WHERE story=?1") \
    X(SPOKEN_SET, "INSERT OR REPLACE INTO speaker_stories(story,parts) VALUES(?1,?2)") \
    X(SPOKEN_DROP, "DELETE FROM speaker_stories WHERE story=?1") \
    X(HEARD_ADD, "INSERT OR IGNORE INTO speaker_statements(speaker,at,story,statement) VALUES(?1,?2,?3,?4)") \
    X(HEARD_DROP, "DELETE FROM speaker_statements WHERE speaker=?1 AND at=?2 AND story=?3 AND statement=?4") \
    X(HEARD_LAST, "SELECT at FROM speaker_statements WHERE speaker=?1 ORDER BY at DESC LIMIT 1") \
    X(HEARD, ("SELECT at,story,statement FROM speaker_statements WHERE speaker=?1 ORDER BY at DESC,story DESC,statement DESC" \
              " LIMIT ?2 OFFSET ?3")) \
    X(FORM_COUNT, "UPDATE speaker_forms SET stories=stories+?4 WHERE speaker=?1 AND kind=?2 AND form=?3") \
    X(FORM_ADD, "INSERT INTO speaker_forms(speaker,kind,form,stories) VALUES(?1,?2,?3,?4)") \
    X(FORM_DROP, "DELETE FROM speaker_forms WHERE speaker=?1 AND kind=?2 AND form=?3 AND stories<=0") \
    X(FORM_OWNERS, "SELECT DISTINCT speaker FROM speaker_forms WHERE form=?1 COLLATE NOCASE AND kind=?2 LIMIT 2") \
    X(FORMS, "SELECT form,stories FROM speaker_forms WHERE speaker=?1 AND kind=?2 ORDER BY stories DESC,form LIMIT ?3") \
    X(NEAR, ("SELECT DISTINCT s.key,s.named,s.statements,s.stories,s.last FROM speaker_forms a JOIN speaker_forms b" \
             " ON b.form=a.form COLLATE NOCASE JOIN speakers s ON s.key=b.speaker WHERE a.speaker=?1 AND b.speaker<>?1 AND a.kind<2" \
             " AND b.kind<2 AND (a.kind=0 OR b.kind=0) AND instr(a.form,' ')=0 ORDER BY s.statements DESC,s.last DESC,s.key LIMIT 8")) \
    X(SPEAKER, "SELECT key,named,statements,stories,last FROM speakers WHERE key=?1") \
    X(SPEAKER_COUNT, "UPDATE speakers SET named=named+?2,statements=statements+?3,stories=stories+?4,last=?5 WHERE key=?1") \
    X(SPEAKER_ADD, "INSERT INTO speakers(key,named,statements,stories,last) VALUES(?1,?2,?3,?4,?5)") \
    X(SPEAKER_DROP, "DELETE FROM speakers WHERE key=?1") \
    X(SPEAKERS, ("SELECT key,named,statements,stories,last FROM speakers WHERE (named*2>stories)=?1" \
                 " ORDER BY statements DESC,last DESC,key LIMIT ?2 OFFSET ?3")) \
    X(SPEAKERS_FOUND, ("SELECT key,named,statements,stories,last FROM speakers WHERE key IN" \
                       " (SELECT speaker FROM speaker_forms WHERE kind<2 AND form LIKE ?1 ESCAPE '\\')" \
                       " ORDER BY statements DESC,last DESC,key LIMIT ?2 OFFSET ?3")) \
    X(HIT, "SELECT a.serial,a.key,a.story FROM searchable s JOIN articles a ON a.serial=s.article WHERE s.id=?1")

enum wd_sql {
#define WD_SQL_ENUM(name, text) WD_SQL_##name,
    WD_SQLS(WD_SQL_ENUM)
#undef WD_SQL_ENUM
        WD_SQL_COUNT
};

#endif

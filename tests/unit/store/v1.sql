-- A store of version 1 as the first release made it, with two articles of one story.
-- Frozen: a later version of the schema is tested by bringing this one up to it.
PRAGMA page_size=16384;
PRAGMA journal_mode=WAL;
BEGIN;
CREATE TABLE articles(  key INTEGER PRIMARY KEY,  id TEXT NOT NULL UNIQUE,  digest TEXT NOT NULL,  at_s INTEGER NOT NULL,  first_seen_s INTEGER NOT NULL,  changed_s INTEGER,  url TEXT, outlet TEXT, title TEXT NOT NULL, subtitle TEXT,  authors TEXT,  published_s INTEGER, published_precision TEXT, published_from TEXT,  modified_s INTEGER, modified_precision TEXT, modified_from TEXT,  lang TEXT, lang_from TEXT, section TEXT, credit TEXT, image TEXT, amp_url TEXT,  page_class TEXT NOT NULL, p_article REAL NOT NULL,  input_file TEXT, input_offset INTEGER NOT NULL, input_charset TEXT,  extra TEXT,  notes TEXT,  text TEXT NOT NULL) STRICT;
CREATE INDEX articles_by_time ON articles(at_s);
CREATE TABLE revisions(  article INTEGER NOT NULL REFERENCES articles(key),  n INTEGER NOT NULL,  seen_s INTEGER NOT NULL, replaced_s INTEGER NOT NULL,  digest TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,  PRIMARY KEY(article, n)) STRICT, WITHOUT ROWID;
CREATE TABLE sentences(  article INTEGER NOT NULL REFERENCES articles(key),  n INTEGER NOT NULL,  beg INTEGER NOT NULL, end INTEGER NOT NULL,  in_title INTEGER NOT NULL, para INTEGER NOT NULL,  PRIMARY KEY(article, n)) STRICT, WITHOUT ROWID;
CREATE TABLE paras(  article INTEGER NOT NULL REFERENCES articles(key),  n INTEGER NOT NULL,  beg INTEGER NOT NULL, end INTEGER NOT NULL,  kind TEXT NOT NULL,  page_beg INTEGER NOT NULL, page_end INTEGER NOT NULL,  PRIMARY KEY(article, n)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(  title, text, content='articles', content_rowid='key',  tokenize='unicode61 remove_diacritics 2', prefix='2 3');
INSERT INTO search(search, rank) VALUES('automerge', 8);
CREATE TABLE copies(  article INTEGER PRIMARY KEY REFERENCES articles(key),  origin TEXT NOT NULL,  relation TEXT NOT NULL,  of_id TEXT, shared REAL NOT NULL, shared_of REAL NOT NULL,  changes TEXT) STRICT;
CREATE TABLE stories(  key INTEGER PRIMARY KEY,  id TEXT NOT NULL UNIQUE,  first_s INTEGER NOT NULL, last_s INTEGER NOT NULL,  headline INTEGER NOT NULL REFERENCES articles(key),  headline_s INTEGER,  n_articles INTEGER NOT NULL, n_origins INTEGER NOT NULL) STRICT;
CREATE INDEX stories_by_time ON stories(last_s);
CREATE TABLE members(  story INTEGER NOT NULL REFERENCES stories(key),  article INTEGER NOT NULL REFERENCES articles(key),  at_s INTEGER NOT NULL, origin TEXT NOT NULL,  own INTEGER NOT NULL,  opened INTEGER NOT NULL, p REAL NOT NULL,  reasons TEXT,  PRIMARY KEY(story, article)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX members_by_article ON members(article);
CREATE INDEX members_by_origin ON members(story, origin);
CREATE TABLE totals(n INTEGER PRIMARY KEY, name TEXT NOT NULL, total INTEGER NOT NULL) STRICT;

INSERT INTO articles VALUES(1,'a1','0123456789abcdef0123456789abcdef',1730000000,1730000060,NULL,'https://news.example/a1','The Example','Blast in Odesa',NULL,'["Ann Lee"]',1730000000,'second','json-ld',NULL,NULL,NULL,'en','declared',NULL,NULL,NULL,NULL,'article',0.75,'in.warc',12,'utf-8',NULL,'[{"stage":"extract","code":"x","message":"y"}]','Seven people died. Help came.');
INSERT INTO articles VALUES(2,'a2','1123456789abcdef0123456789abcdef',1730000100,1730000160,NULL,NULL,NULL,'Odesa: seven dead',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'article',0.5,NULL,0,NULL,NULL,NULL,'Seven people died.');
INSERT INTO sentences VALUES(1,0,0,14,1,0),(1,1,0,18,0,0),(1,2,19,29,0,0),(2,0,0,17,1,0),(2,1,0,18,0,0);
INSERT INTO paras VALUES(1,0,0,29,'text',100,129),(2,0,0,18,'quote',0,0);
INSERT INTO search(rowid, title, text) SELECT key, title, text FROM articles;
INSERT INTO copies VALUES(1,'a1','original',NULL,0.0,0.0,NULL),(2,'a1','update','a1',0.9,0.8,'[{"from":"7","to":"seven","span":[7,12],"in":"title"}]');
INSERT INTO stories VALUES(1,'s1',1730000000,1730000100,2,1730000100,2,1);
INSERT INTO members VALUES(1,1,1730000000,'a1',1,1,1.0,NULL),(1,2,1730000100,'a1',1,0,0.5,'[{"kind":"copy","weight":2}]');
INSERT INTO totals VALUES(0,'articles',2),(1,'sentences',5),(2,'stories',1),(3,'copies',1);
PRAGMA application_id=1397314642;
PRAGMA user_version=1;
COMMIT;

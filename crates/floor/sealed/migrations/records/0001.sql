-- What a service keeps. Every word, name and score is inside `sealed`; the plaintext columns are
-- the ones the engine needs, and docs/threat-model.md lists what they reveal.
-- {bytes}, {whole} and {keyed} are spoken in each database's own dialect.
CREATE TABLE records (
    client {bytes} NOT NULL,
    record {bytes} NOT NULL,
    version {whole} NOT NULL,
    tag {bytes} NOT NULL,
    at {whole} NOT NULL,
    sealed {bytes} NOT NULL,
    PRIMARY KEY (client, record, version)
) {keyed};
CREATE INDEX records_by_tag ON records (client, tag, record);

CREATE TABLE gists (
    client {bytes} NOT NULL,
    tag {bytes} NOT NULL,
    version {whole} NOT NULL,
    sealed {bytes} NOT NULL,
    PRIMARY KEY (client, tag)
) {keyed};

CREATE TABLE lines (
    client {bytes} NOT NULL,
    place {whole} NOT NULL,
    line {bytes} NOT NULL,
    at {whole} NOT NULL,
    leaf {bytes} NOT NULL,
    sealed {bytes} NOT NULL,
    PRIMARY KEY (client, place)
) {keyed};
CREATE UNIQUE INDEX lines_by_place ON lines (place);

CREATE TABLE post (
    client {bytes} NOT NULL,
    post {bytes} NOT NULL,
    due_at {whole} NOT NULL,
    tries {whole} NOT NULL,
    sealed {bytes} NOT NULL,
    PRIMARY KEY (client, post)
) {keyed};
CREATE INDEX post_by_due ON post (due_at);

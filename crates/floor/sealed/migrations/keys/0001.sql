-- Clients' keys, each wrapped by the root key. Apart from the records and never in a backup of
-- them: a key that is destroyed here is destroyed everywhere.
CREATE TABLE keys (
    client {bytes} NOT NULL,
    epoch {whole} NOT NULL,
    wrapped {bytes} NOT NULL,
    PRIMARY KEY (client)
) {keyed};

namespace Bms.Fleet.Store;

/// <summary>
/// The tables of a store. A key (device and epoch, as in the envelope) has boots, a boot has records. Tags are the first 8 bytes of a
/// record's tag as a signed number. Times are ms since 1970 by the clock of the machine that stored, uptimes ms by the device's.
/// </summary>
internal static class StoreSchema
{
    public const string Tables = """
        CREATE TABLE IF NOT EXISTS topic (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

        -- Each record as it came, once: what was signed stays verifiable.
        CREATE TABLE IF NOT EXISTS record (
            kid INTEGER NOT NULL, boot INTEGER NOT NULL, sequence INTEGER NOT NULL, kind INTEGER NOT NULL, uptime_ms INTEGER NOT NULL,
            received_ms INTEGER NOT NULL, topic INTEGER NOT NULL REFERENCES topic, message BLOB NOT NULL,
            PRIMARY KEY (kid, boot, sequence)) WITHOUT ROWID;

        -- offset_ms: what is added to an uptime to have our time, from the record that took the shortest way.
        -- live: number of the newest live record, 0 = none.
        CREATE TABLE IF NOT EXISTS boot (
            kid INTEGER NOT NULL, boot INTEGER NOT NULL, highest INTEGER NOT NULL, last_tag INTEGER NOT NULL, stored INTEGER NOT NULL,
            live INTEGER NOT NULL, offset_ms INTEGER NOT NULL, first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL,
            PRIMARY KEY (kid, boot)) WITHOUT ROWID;

        -- Records that are not here. last NULL: how many is not known, the boot's end was not stated. before 1: from before the first
        -- record that ever came from this key, when nobody stored. start_tag and end_tag: what a record that fills it must fit.
        CREATE TABLE IF NOT EXISTS gap (
            kid INTEGER NOT NULL, boot INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER, start_tag INTEGER, end_tag INTEGER,
            before INTEGER NOT NULL, found_ms INTEGER NOT NULL, PRIMARY KEY (kid, boot, first)) WITHOUT ROWID;

        -- Records that tell of something that happened; what: 1 event, 2 alarm, 3 trip, 4 birth.
        CREATE TABLE IF NOT EXISTS note (
            kid INTEGER NOT NULL, boot INTEGER NOT NULL, sequence INTEGER NOT NULL, what INTEGER NOT NULL,
            PRIMARY KEY (kid, boot, sequence)) WITHOUT ROWID;

        -- The newest notice of each device's connection.
        CREATE TABLE IF NOT EXISTS link (
            kid INTEGER PRIMARY KEY, boot INTEGER NOT NULL, connection INTEGER NOT NULL, state INTEGER NOT NULL,
            received_ms INTEGER NOT NULL);

        -- How often each verdict was given; kid 0: the message names no key that is known.
        CREATE TABLE IF NOT EXISTS tally (
            kid INTEGER NOT NULL, verdict TEXT NOT NULL, count INTEGER NOT NULL, last_ms INTEGER NOT NULL,
            PRIMARY KEY (kid, verdict)) WITHOUT ROWID;

        -- What was refused, the newest of it; of a long message the beginning.
        CREATE TABLE IF NOT EXISTS quarantine (
            id INTEGER PRIMARY KEY AUTOINCREMENT, received_ms INTEGER NOT NULL, kid INTEGER NOT NULL, verdict TEXT NOT NULL,
            topic TEXT NOT NULL, length INTEGER NOT NULL, message BLOB NOT NULL);
        """;
}

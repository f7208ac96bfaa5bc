using System.Text;

namespace Bms.Records;

/// <summary>
/// Decodes payloads: the one table of fields on this side, a line each. The other side has its own, on purpose; a test compares them.
/// A field that is not listed, or of another schema, is kept as it is.
/// </summary>
public static class RecordDecoder
{
    /// <summary>Number of the list of fields decoded here.</summary>
    public const int Schema = 1;

    private const int UnknownCell = 0xFFFF;
    private const int UnknownProbe = 0xFF;
    private const int ProbeOffset_degC = 40;

    /// <summary>
    /// Decodes a message whose header the verifier has read. Returns false, naming the field in <paramref name="error"/>, when a field has
    /// another type than its key asks for.
    /// </summary>
    public static bool TryDecode(in RecordHeader header, ReadOnlySpan<byte> message, out TelemetryRecord record, out string error)
    {
        record = new TelemetryRecord { Header = header };
        error = "";
        FieldReader reader = new(message.Slice(header.PayloadOffset, header.PayloadLength));
        int count = reader.Count();
        for (int i = 0; i < count && !reader.Failed; i++)
        {
            long key = reader.Long();
            if (reader.Failed)
            {
                error = "a field's key is not an integer of 64 bits";
            }
            else
            {
                Decode(ref reader, key, record);
                error = reader.Failed ? $"field {key} is not of its type or range" : "";
            }
        }

        return !reader.Failed;
    }

    private static void Decode(ref FieldReader r, long key, TelemetryRecord record)
    {
        bool known = key is >= 0 and <= 6
            ? r.Skip()
            : record.Header.Schema == Schema && (key < 24 ? Pack(ref r, key, record) : DecodeRare(ref r, key, record));
        if (!known)
        {
            record.UnknownFields[key] = r.Raw();
        }
    }

    private static bool DecodeRare(ref FieldReader r, long key, TelemetryRecord record) =>
        key < 32 ? Event(ref r, key, record) : key < 42 ? Birth(ref r, key, record)
        : key == 42 ? Chips(ref r, record) : key < 60 ? TripFacts.TryDecode(ref r, key, record)
        : key < 64 ? Watch(ref r, key, record) : key < 80 ? AlarmDecoder.TryDecode(ref r, key, record)
        : AlarmDecoder.TryDecodePiece(ref r, key, record);

    private static bool Chips(ref FieldReader r, TelemetryRecord p)
    {
        p.CrcErrors = r.Int();
        return true;
    }

    private static bool Watch(ref FieldReader r, long key, TelemetryRecord p)
    {
        switch (key)
        {
            case 60: p.AnomalySeverity = r.Int(); break;
            case 61: p.ChargeCapBy = r.Int(); break;
            case 62: p.ChargeLoweredBy_permille = r.Int(); break;
            default: return false;
        }

        return true;
    }

    private static bool Pack(ref FieldReader r, long key, TelemetryRecord p)
    {
        switch (key)
        {
            case 7: p.Stack_mV = r.NullableInt(); break;
            case 8: p.Current_mA = r.NullableInt(); break;
            case 9: p.Soc_ppm = r.Ratio_ppm(); break;
            case 10: p.Soh_ppm = r.Ratio_ppm(); break;
            case 11: p.Cells_mV = Cells(ref r); break;
            case 12: p.Probes_degC = Probes(ref r); break;
            case 13: p.ActiveRows = r.Long(); break;
            case 14: p.Mode = r.Int(); break;
            case 15: p.Switches = (SwitchBits)r.Int(); break;
            case 16: p.ChargeLimit_mA = r.Int(); break;
            case 17: p.DischargeLimit_mA = r.Int(); break;
            case 18: p.SocSigma_ppm = r.Ratio_ppm(); break;
            case 19: p.LatchedRows = r.Long(); break;
            case 20: p.ChargeIn_As = r.Long(); break;
            case 21: p.ChargeOut_As = r.Long(); break;
            case 22: p.Dropped = r.Int(); break;
            case 23: p.LostEvents = r.Int(); break;
            default: return false;
        }

        return true;
    }

    private static bool Event(ref FieldReader r, long key, TelemetryRecord record)
    {
        if (key is < 24 or > 29)
        {
            return false;
        }

        EventFacts e = record.Event ??= new EventFacts();
        switch (key)
        {
            case 24: e.Number = r.Int(); break;
            case 25: e.Row = r.Int(); break;
            case 26: e.Raised = r.Int() != 0; break;
            case 27: e.Channel = r.Int(); break;
            case 28: e.Value = r.Int(); break;
            case 29: e.Uptime_ms = r.Long(); break;
        }

        return true;
    }

    private static bool Birth(ref FieldReader r, long key, TelemetryRecord record)
    {
        if (key is < 32 or > 40)
        {
            return false;
        }

        BirthFacts b = record.Birth ??= new BirthFacts();
        switch (key)
        {
            case 32: b.Board = Encoding.UTF8.GetString(r.Text()); break;
            case 33: b.FirmwareVersion = Encoding.UTF8.GetString(r.Text()); break;
            case 34: b.CellCount = r.Int(); break;
            case 35: b.ProbeCount = r.Int(); break;
            case 36: b.CellScale_uV = r.Int(); break;
            case 37: b.ConfigDigest = Convert.ToHexStringLower(r.Bytes()); break;
            case 38: b.PreviousBoot = r.Int(); break;
            case 39: b.PreviousSequence = r.NullableInt(); break;
            case 40: b.PreviousTag = r.Tag(); break;
        }

        return true;
    }

    private static int?[] Cells(ref FieldReader r)
    {
        ReadOnlySpan<byte> bytes = r.Bytes();
        int?[] cells_mV = new int?[bytes.Length / 2];
        for (int i = 0; i < cells_mV.Length; i++)
        {
            int value = (bytes[2 * i] << 8) | bytes[(2 * i) + 1];
            cells_mV[i] = value == UnknownCell ? null : value;
        }

        return cells_mV;
    }

    private static int?[] Probes(ref FieldReader r)
    {
        ReadOnlySpan<byte> bytes = r.Bytes();
        int?[] probes_degC = new int?[bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            probes_degC[i] = bytes[i] == UnknownProbe ? null : bytes[i] - ProbeOffset_degC;
        }

        return probes_degC;
    }
}

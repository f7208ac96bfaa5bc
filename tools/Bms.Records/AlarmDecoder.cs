namespace Bms.Records;

/// <summary>Decodes the fields of an alarm, a line each.</summary>
internal static class AlarmDecoder
{
    private const double PerUnit = 1000;
    private const int NumbersOfFeature = 4;
    private const int MostFeatures = 3;

    internal static bool TryDecode(ref FieldReader r, long key, TelemetryRecord record)
    {
        if (key is < 64 or > 78)
        {
            return false;
        }

        AlarmFacts a = record.Alarm ??= new AlarmFacts();
        switch (key)
        {
            case 64: a.Number = r.Int(); break;
            case 65: a.Type = r.Int(); break;
            case 66: a.Severity = r.Int(); break;
            case 67: a.Place = r.Int(); break;
            case 68: a.Score = r.Int() / PerUnit; break;
            case 69: a.Uptime_ms = r.Long(); break;
            case 70: a.FalseAlarm_h = r.Int(); break;
            case 71: a.Features = Features(r.Ints(MostFeatures * NumbersOfFeature)); break;
            case 72: a.Estimate = Estimate(r.Ints(3)); break;
            case 73: a.Against = r.Int(); break;
            case 74: a.Quiet_s = r.Int(); break;
            case 75: a.Clears_mV = r.Int() / PerUnit; break;
            case 76: a.Cell_mV = r.Int(); break;
            case 77: a.Current_mA = r.Int(); break;
            case 78: a.Soc_permille = r.Int(); break;
        }

        return true;
    }

    internal static bool TryDecodePiece(ref FieldReader r, long key, TelemetryRecord record)
    {
        if (key is < 80 or > 83)
        {
            return false;
        }

        RecordingPiece p = record.Piece ??= new RecordingPiece();
        switch (key)
        {
            case 80: p.Alarm = r.Int(); break;
            case 81: p.At = r.Int(); break;
            case 82: p.Length = r.Int(); break;
            case 83: p.Bytes = r.Bytes().ToArray(); break;
        }

        return true;
    }

    private static AlarmFeature[] Features(int[] numbers) =>
    [
        .. numbers.Chunk(NumbersOfFeature).Where(n => n.Length == NumbersOfFeature)
            .Select(n => new AlarmFeature(n[0], n[1] / PerUnit, n[2] / PerUnit, n[3] / PerUnit)),
    ];

    private static (double, double, double)? Estimate(int[] numbers) =>
        numbers.Length == 3 ? (numbers[0] / PerUnit, numbers[1] / PerUnit, numbers[2] / PerUnit) : null;
}

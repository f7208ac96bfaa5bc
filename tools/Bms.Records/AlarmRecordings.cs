namespace Bms.Records;

/// <summary>A piece of what the detector saw before an alarm.</summary>
public sealed record RecordingPiece
{
    /// <summary>Number of the alarm in its boot; below 0 that of a request for a recording.</summary>
    public int Alarm { get; set; }

    /// <summary>Place of the first byte in the whole.</summary>
    public int At { get; set; }

    /// <summary>Bytes of the whole.</summary>
    public int Length { get; set; }

    /// <summary>The bytes.</summary>
    public byte[] Bytes { get; set; } = [];
}

/// <summary>
/// Joins the pieces of alarms' recordings as they come in, in any order. What a recording means only the firmware knows: `replay-alarm`
/// of the simulator plays it back.
/// </summary>
public sealed class AlarmRecordings
{
    /// <summary>No device sends more: a greater length is a mistake.</summary>
    public const int LongestBytes = 100_000;

    private readonly Dictionary<string, (byte[] Bytes, SortedDictionary<int, int> Got)> _open = [];

    /// <summary>Adds a verified record; returns a recording's name and bytes when this piece was its last, else null.</summary>
    public (string Name, byte[] Bytes)? Add(TelemetryRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Piece is not { } piece || piece.Length is < 1 or > LongestBytes || piece.At < 0 || piece.Bytes.Length == 0
            || piece.At > piece.Length - piece.Bytes.Length)
        {
            return null;
        }

        string name = $"{record.Device}-boot{record.Header.Boot}-"
            + (piece.Alarm < 0 ? $"request{-(long)piece.Alarm}" : $"alarm{piece.Alarm}");
        if (!_open.TryGetValue(name, out var open) || open.Bytes.Length != piece.Length)
        {
            _open[name] = open = (new byte[piece.Length], []);
        }

        piece.Bytes.CopyTo(open.Bytes, piece.At);
        open.Got[piece.At] = piece.Bytes.Length;
        if (!IsWhole(open.Got, piece.Length))
        {
            return null;
        }

        _open.Remove(name);
        return (name, open.Bytes);
    }

    private static bool IsWhole(SortedDictionary<int, int> got, int length)
    {
        int end = 0;
        foreach ((int at, int count) in got)
        {
            if (at > end)
            {
                return false;
            }

            end = Math.Max(end, at + count);
        }

        return end == length;
    }
}

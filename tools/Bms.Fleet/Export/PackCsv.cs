using System.Globalization;
using Bms.Fleet.Store;
using Bms.Records;

namespace Bms.Fleet.Export;

/// <summary>
/// One device's live records as a recorded pack, in the form that `replay` of the simulator reads: t_s, current_A, cells in V, probes in
/// degC, the stack in V; what the device did not know is empty, positive current charges. The time begins at 0 with the first record and
/// goes on over restarts. soc_estimated is what the device held its charge for, a fraction; replay leaves it alone.
/// </summary>
internal sealed class PackCsv(TextWriter output)
{
    // Two boots whose clocks overlap by what a record took on its way are put one behind the other.
    private const long Apart_ms = 1;

    private long _first_ms, _last_ms = long.MinValue, _shift_ms;
    private int _cells = -1, _probes;

    /// <summary>Rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>
    /// Writes a record when it is a live one. Throws <see cref="BadInputException"/> when it has other cells than those before.
    /// </summary>
    public void Add(StoredRecord stored)
    {
        if (stored.Kind is not (RecordKind.Live or RecordKind.Backfill) || stored.Decode() is not { Mode: not null } record)
        {
            return;
        }

        if (_cells < 0)
        {
            Begin(record, stored.Time_ms);
        }

        if (record.Cells_mV.Length != _cells || record.Probes_degC.Length != _probes)
        {
            throw new BadInputException($"--device: {stored.Device} has {_cells} cells and {_probes} probes before {Text(stored.Time)} and "
                + $"{record.Cells_mV.Length} and {record.Probes_degC.Length} from then on, allowed is a time with one pack: --from, --to");
        }

        Write(record, InOrder(stored.Time_ms));
    }

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Fixed(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private void Begin(TelemetryRecord record, long time_ms)
    {
        (_cells, _probes, _first_ms) = (record.Cells_mV.Length, record.Probes_degC.Length, time_ms);
        IEnumerable<string> columns =
        [
            "t_s", "current_A", .. Enumerable.Range(1, _cells).Select(i => $"cell{i}_V"),
            .. Enumerable.Range(1, _probes).Select(i => $"temp{i}_degC"), "soc_estimated", "pack_V",
        ];
        output.WriteLine(string.Join(',', columns));
    }

    private long InOrder(long time_ms)
    {
        if (time_ms + _shift_ms <= _last_ms)
        {
            _shift_ms = _last_ms + Apart_ms - time_ms;
        }

        return _last_ms = time_ms + _shift_ms;
    }

    private void Write(TelemetryRecord record, long time_ms)
    {
        Rows++;
        IEnumerable<string> values =
        [
            Fixed((time_ms - _first_ms) / 1000.0, "F3"), Fixed(record.Current_mA / 1000.0, "F3"),
            .. record.Cells_mV.Select(mV => Fixed(mV / 1000.0, "F3")), .. record.Probes_degC.Select(degC => Fixed(degC, "F0")),
            Fixed(record.Soc_ppm / 1e6, "F4"), Fixed(record.Stack_mV / 1000.0, "F3"),
        ];
        output.WriteLine(string.Join(',', values));
    }
}

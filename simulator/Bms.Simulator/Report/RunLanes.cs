using Bms.Protection;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Report;

/// <summary>Lanes of a run: the mode, the real switches, the charger, the protections and the second level.</summary>
internal sealed class RunLanes
{
    private static readonly LaneState[] s_modes =
    [
        new("self-test", Tone.Orange), new("standby", Tone.Quiet), new("charge", Tone.Blue), new("discharge", Tone.Green),
        new("fault", Tone.Alarm), new("not running", Tone.Alarm),
    ];

    private static readonly LaneState[] s_switch = [new("closed", Tone.Green), new("open", Tone.Empty)];
    private static readonly LaneState[] s_charger = [new("off", Tone.Empty), new("on", Tone.Blue)];
    private static readonly LaneState[] s_rows = [new("none", Tone.Empty), new("warning", Tone.Orange), new("tripped", Tone.Alarm)];

    private static readonly LaneState[] s_second =
    [
        new("closed", Tone.Green), new("watchdog open", Tone.Orange), new("protector open", Tone.Alarm), new("cut-off open", Tone.Alarm),
        new("fuse blown", Tone.Alarm),
    ];

    /// <summary>Rows that forbid nothing.</summary>
    private static readonly long s_warnings = Enum.GetValues<Fault>().Where(f => IsWarning(f.ToString())).Sum(f => 1L << (int)f);

    private readonly LaneData _mode = new(), _charge = new(), _discharge = new(), _charger = new(), _rows = new(), _second = new();

    /// <summary>The lanes as the page shows them.</summary>
    public IReadOnlyList<Lane> All =>
    [
        new("mode", s_modes, _mode), new("charge", s_switch, _charge), new("discharge", s_switch, _discharge),
        new("charger", s_charger, _charger), new("protection", s_rows, _rows), new("second level", s_second, _second),
    ];

    /// <summary>True for the name of a row that only warns.</summary>
    public static bool IsWarning(string row) => row.EndsWith("Warning", StringComparison.Ordinal);

    /// <summary>Rows of a set that open a switch.</summary>
    public static long Trips(long active) => active & ~s_warnings;

    /// <summary>Notes the states of one look.</summary>
    public void Add(double time_s, Observation look)
    {
        _mode.Add(time_s, look.ProcessorRuns ? (int)look.State.Mode : s_modes.Length - 1);
        _charge.Add(time_s, look.Truth.ChargeSwitch ? 0 : 1);
        _discharge.Add(time_s, look.Truth.DischargeSwitch ? 0 : 1);
        _charger.Add(time_s, look.Truth.ChargerOn ? 1 : 0);
        _rows.Add(time_s, Trips(look.State.Active) != 0 ? 2 : look.State.Active != 0 ? 1 : 0);
        _second.Add(time_s, SecondLevel(look.Truth.SecondLevel));
    }

    private static int SecondLevel(SecondLevelTruth truth) =>
        !truth.Fuse ? 4 : !truth.CutOff ? 3 : !truth.ProtectorCharge || !truth.ProtectorDischarge ? 2 : truth.Watchdog ? 0 : 1;
}

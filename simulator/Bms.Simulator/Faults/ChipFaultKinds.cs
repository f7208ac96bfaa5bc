using Bms.Simulator.Bench;
using Bms.Simulator.Chips;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;
using Bms.Twins;

namespace Bms.Simulator.Faults;

/// <summary>Faults of whole chips and of the bus between them and the processor.</summary>
internal static class ChipFaultKinds
{
    /// <summary>A line held low: the controller gives up after this time.</summary>
    internal const long Hang_us = 1_000_000;

    private static readonly Field s_chip = Field.Choice("chip", BoardKind.AllChipNames, "which chip").Needed();
    private static readonly Field s_target = Field.Choice("chip", BoardKind.AllChipNames, "only transfers with this chip; all without it");
    private static readonly Field s_share = Field.Number("probability", 0, 1, "share of the transfers that it hits (1 without it)");

    internal static IReadOnlyList<FaultKind> All { get; } =
    [
        FaultKind.Of("chip-dead", "The chip acknowledges nothing.", [s_chip], (s, n) =>
        {
            WiredChip row = Find(s, n);
            row.Chip.Faults.Dead = true;
            return () => row.Chip.Faults.Dead = false;
        }),
        FaultKind.Once("chip-refuses", "The chip does not acknowledge its next transfers.",
            [s_chip, Field.Whole("transfers", 1, 1_000_000, "how many").Needed()],
            (s, n) => Find(s, n).Chip.Faults.NacksLeft = n.Whole("transfers")),
        FaultKind.Once("chip-brown-out", "The chip's supply dips: its registers are as after power-up.", [s_chip],
            (s, n) =>
            {
                s.Bench.Hardware.Settle();
                Find(s, n).Chip.PowerOnReset();
            }),
        FaultKind.Of("chip-supply-flickers", "The chip's supply dips again and again: each time its registers are as after power-up.",
            [s_chip, Field.Number("period_s", 0.2, 3600, "time from dip to dip").Needed()],
            (s, n) => Repeat(s, n, chip => chip.PowerOnReset())),
        FaultKind.Once("register-overwritten", "A register of the chip holds another value than was written to it.",
            [s_chip, Field.Whole("register", 0, 255, "its address").Needed(), Field.Whole("value", 0, 65_535, "what it holds").Needed()],
            (s, n) => Overwrite(s, Find(s, n), n.Whole("register"), n.Whole("value"))),
        Bus("bus-hangs", "A line of the bus is held: a transfer ends after a second without success.", I2cVerdict.Timeout, Hang_us),
        Bus("bus-refuses", "Transfers end without an acknowledged address.", I2cVerdict.AddressNack, 0),
        Bus("bus-breaks-off", "Transfers break off after half of their bytes.", I2cVerdict.Partial, 0),
        Bus("bus-flips-bits", "One bit of the data read is wrong.", I2cVerdict.Pass, 0),
        FaultKind.Of("bus-stretched", "Somebody stretches the clock at each transfer; one that takes a second ends without success.",
            [s_target, s_share, Field.Number("stretch_ms", 0.001, 10_000, "how much longer a transfer takes").Needed()],
            (s, n) =>
            {
                long stretch_us = (long)(n.Number("stretch_ms") * 1000);
                bool fails = stretch_us >= Hang_us;
                int? address = n.Has("chip") ? Find(s, n).Address : null;
                return s.Bus.Add(new BusFault(address, n.Number("probability", 1), fails ? I2cVerdict.Timeout : I2cVerdict.Pass,
                    fails ? Hang_us : stretch_us) { FlipsBits = false });
            }),
        FaultKind.Of("chip-register-flips", "A disturbance changes bits of one of the chip's registers, once or again and again.",
            [
                s_chip, Field.Whole("register", 0, 65_535, "its address; of a bq76952 also one of its data memory").Needed(),
                Field.Whole("bits", 1, 65_535, "the bits that change, as a number").Needed(),
                Field.Number("period_s", 0.2, 3600, "time from one to the next (once without it)"),
            ],
            (s, n) => Repeat(s, n, chip => chip.Disturb(n.Whole("register"), n.Whole("bits")))),
        FaultKind.Of("charger-runs-away", "The charger's power stage has come loose from its control while its supply is there.",
            [
                Field.Number("voltage_V", 0, 100, "voltage at the pack").Needed(),
                Field.Number("current_A", 0, 50, "largest current").Needed(),
            ],
            (s, n) => RunAway(s, (n.Number("voltage_V"), n.Number("current_A")))),
        FaultKind.Of("charger-enable-broken", "The wire to the charger's CE pin is broken: a resistor holds the charger off.", [], (s, _) =>
        {
            BreakEnable(s, true);
            return () => BreakEnable(s, false);
        }),
    ];

    // Happens to a chip now, and again after each period if the fault has one, until it ends.
    private static Action Repeat(Stage stage, Node node, Action<VirtualChip> happen)
    {
        VirtualChip chip = Find(stage, node).Chip;
        bool ended = false;
        void Happen()
        {
            if (ended) return;
            stage.Bench.Hardware.Settle();
            happen(chip);
            if (node.Has("period_s")) stage.Agenda.Add(stage.Now_us + (long)(node.Number("period_s") * 1e6), Happen);
        }

        Happen();
        return () => ended = true;
    }

    private static FaultKind Bus(string name, string meaning, I2cVerdict verdict, long extra_us) =>
        FaultKind.Of(name, meaning, [s_target, s_share], (s, n) =>
        {
            int? address = n.Has("chip") ? Find(s, n).Address : null;
            return s.Bus.Add(new BusFault(address, n.Number("probability", 1), verdict, extra_us));
        });

    private static Action RunAway(Stage stage, (double Voltage_V, double Current_A)? output)
    {
        stage.Bench.Hardware.ChargerRunaway = output;
        stage.Bench.Hardware.Tick();
        return () => RunAway(stage, null);
    }

    private static void BreakEnable(Stage stage, bool broken)
    {
        stage.Bench.Hardware.ChargerEnableBroken = broken;
        stage.Bench.Hardware.Tick();
    }

    // As if a disturbed transfer had been for this register. The charger's are bytes: a larger value fills the next one too.
    private static void Overwrite(Stage stage, WiredChip row, int register, int value)
    {
        stage.Bench.Hardware.Settle();
        bool isByte = row.Name == "bq25798" && value <= byte.MaxValue;
        byte[] bytes = isByte ? [(byte)register, (byte)value] : [(byte)register, (byte)(value >> 8), (byte)value];
        row.Chip.Write(bytes);
    }

    private static WiredChip Find(Stage stage, Node node) => stage.Bench.Hardware.Find(node.Text("chip"))!;
}

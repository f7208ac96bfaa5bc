using Bms.Protection;
using Bms.Simulator.Bench;
using Mono.Cecil.Cil;

namespace Bms.Simulator.Campaign;

/// <summary>
/// Every broken firmware that the campaign is tried on, in one list: a new one is a line here. A mutant that no case kills says that the
/// campaign is blind there.
/// </summary>
internal static class Mutants
{
    private const string Overload = "overload", Noise = "bus-noise", Healthy = "healthy", Lost = "sensor-lost";

    internal static IReadOnlyList<Mutant> All { get; } =
        [.. Rows(), .. Boards(), .. Measuring(), .. Deciding(), .. Driving(), .. Bench(), .. Storing(), .. PackMutants.All];

    // Rows of the protection table.
    private static IEnumerable<Mutant> Rows()
    {
        yield return Without(Fault.CellOverVoltage, "charger-ignores-its-voltage");
        yield return Without(Fault.CellUnderVoltage, "runs-empty");
        yield return Without(Fault.CellDeepDischarge, "deep-discharge");
        yield return Without(Fault.ChargeOverCurrent, "charger-ignores-its-current");
        yield return Without(Fault.DischargeOverCurrent, Overload);
        yield return Without(Fault.DischargePeakCurrent, "peak");
        yield return Without(Fault.ChargeOverTemperature, "hot-while-charging");
        yield return Without(Fault.ChargeUnderTemperature, "cold-while-charging");
        yield return Without(Fault.DischargeOverTemperature, "hot-while-driving");
        yield return Without(Fault.DischargeUnderTemperature, "cold-while-driving");
        yield return Without(Fault.CellSensorLost, Lost);
        yield return Without(Fault.TemperatureSensorLost, Lost);
        yield return Without(Fault.CellSumImplausible, "stack-voltage-lies");
        yield return Without(Fault.CellSpread, "tap-lies-a-little");
        yield return Without(Fault.SwitchMismatch, "switch-stuck");
        yield return Without(Fault.ChargerMismatch, "charger-lost");
        yield return Without(Fault.BusStuck, "line-held");
        yield return Without(Fault.LoopStalled, "processor-stalls");
        yield return Without(Fault.OpenSwitchCurrent, "switch-shorted");
        yield return Without(Fault.CurrentImplausible, "current-stands-still");
        yield return Row("over-voltage: the limit is 100 mV too high", Fault.CellOverVoltage, r => Limited(r, r.Limit[0] + 100),
            "charger-ignores-its-voltage");
        yield return Row("under-voltage: the delay is ten times as long", Fault.CellUnderVoltage,
            r => Copy(r, r.Watch, 10 * r.DelaySamples, r.Reaction, r.Latching), "runs-empty");
        yield return Row("over-current: the delay is ten times as long", Fault.DischargeOverCurrent,
            r => Copy(r, r.Watch, 10 * r.DelaySamples, r.Reaction, r.Latching), Overload);
        yield return Row("over-current: the sign is swapped", Fault.DischargeOverCurrent,
            r => Copy(r, Watch.Above, r.DelaySamples, r.Reaction, r.Latching), Healthy, Overload);
        yield return Row("deep discharge does not latch", Fault.CellDeepDischarge,
            r => Copy(r, r.Watch, r.DelaySamples, r.Reaction, false), "deep-discharge-is-kept");
        yield return Row("over-temperature only warns", Fault.DischargeOverTemperature,
            r => Copy(r, r.Watch, r.DelaySamples, Reaction.None, false), "hot-while-driving");
        yield return EachRow("every row only warns", r => Copy(r, r.Watch, r.DelaySamples, Reaction.None, false), Overload);
        yield return EachRow("every row waits for ten samples more",
            r => Copy(r, r.Watch, r.DelaySamples + 10, r.Reaction, r.Latching), Overload);
        yield return EachRow("no age is ever too old", r => r.Watch == Watch.Age ? Limited(r, int.MaxValue) : r, Lost);
        yield return EachRow("two ticks without a sample are a lost sensor",
            r => r.Watch == Watch.Age && r.Limit[0] <= 500 ? Limited(r, 150) : r, "short-silence");
    }

    // The board around a firmware that is whole.
    private static IEnumerable<Mutant> Boards()
    {
        yield return new("the heartbeat is fed from a timer", ["processor-hangs"]) { Worsen = b => b.Hardware.HeartbeatRunsFree = true };
        yield return new("a restart asks for a discharge by itself", ["restart"])
        {
            Worsen = b => b.Firmware.Started += c => c.Ask(b.Firmware.Boots > 1 ? Request.Discharge : Request.Standby),
        };
    }

    private static IEnumerable<Mutant> Measuring()
    {
        yield return Il("a reading that failed counts as good", IlEdit.Number("PackSampler", "StoreChannel", 1, 2), Healthy, Lost);
        yield return new("a cell that stands still is believed", ["tap-stands-still"])
        {
            Edits = [IlEdit.Returns("FrozenCells", "IsFrozen", 0), IlEdit.Returns("TapWatch", "IsFrozen", 0)],
        };
        yield return Il("every cell is called frozen", IlEdit.Returns("FrozenCells", "IsFrozen", 1), Healthy);
        yield return Il("a current that stands still is believed",
            IlEdit.Returns("CurrentWitness", "Contradicts", 0), "current-stands-still");
        yield return Il("the stack voltage is never compared", IlEdit.Returns("PackSampler", "CompareCells"), "stack-voltage-lies");
        yield return Il("charge is not counted", IlEdit.Returns("SocEstimator", "Count"), "steady-load");
        yield return Il("the current in an open switch is not looked for", IlEdit.Returns("OpenSwitches", "Step"), "switch-shorted");
    }

    private static IEnumerable<Mutant> Deciding()
    {
        yield return Il("anybody may clear anything", IlEdit.Returns("ProtectionTable", "ClearableBy", -1), "overload-then-nobody-asks");
        yield return Il("a person may clear nothing", IlEdit.Returns("ProtectionTable", "ClearableBy", 0), "overload-then-somebody-asks");
        yield return Il("nothing is ever asked", IlEdit.Returns("ModeMachine", "Ask"), Healthy);
        yield return Il("charging is not derated", IlEdit.Returns("CurrentLimits", "Worst", 1000), "warm-charge-is-derated");
        yield return Il("the charger's loop runs the other way",
            IlEdit.Swaps("CcCvCharger", "Steer", Code.Add, OpCodes.Sub), Healthy, "healthy-charge-to-full");
        yield return Il("the charge target is 200 mV too high",
            IlEdit.Returns("CcCvCharger", "Drop_mV", -200), "healthy-charge-to-full");
        yield return Il("the read-back of the switches is ignored", IlEdit.Returns("BmsController", "ReadBackSwitches"), "switch-stuck");
        yield return Il("what the controller finds by itself is not noted",
            IlEdit.Skips("BmsController", "Step", "Accept"), Overload, Lost, "line-held");
        yield return Il("the heart does not beat", IlEdit.Returns("GpioHeartbeat", "Beat"), Healthy);
    }

    private static IEnumerable<Mutant> Driving()
    {
        yield return Il("a transfer is never tried again", IlEdit.Returns("I2cGuard", "MayRetry", 0), "bus-noise-at-its-worst");
        yield return Il("a transfer is tried again without end", IlEdit.Returns("I2cGuard", "MayRetry", 1), Lost);
        yield return Il("every transfer counts as passed", IlEdit.Returns("I2cGuard", "Passed", 1), Lost);
        yield return Il("the read-back always says open", IlEdit.Returns("GpioPowerSwitch", "TryReadBack", 1), Healthy);
    }

    // Its own chips.
    private static IEnumerable<Mutant> Bench() => new[]
    {
        Il("the charger's settings are not read back",
            IlEdit.Returns("Bq25798Charger", "TrySetAndCheck16", 1), "charge-at-full-current"),
        new("the charger is never disabled", ["charge-is-ended"])
        {
            Edits = [IlEdit.Returns("Bq25798Charger", "TryDisable", 1), IlEdit.Returns("Bq25798Charger", "DisableAtOnce")],
        },
        Il("the charge current is twice what was asked", IlEdit.Number("Bq25798Charger", "TryApply", 10, 5), "cold-charge-is-derated"),
        Il("the current is half of what flows", IlEdit.Number("Ina219CurrentSensor", "ReadCurrent", 2, 4), Overload),
        Il("the current has the other sign", IlEdit.Swaps("Ina219CurrentSensor", "ReadCurrent", Code.Div, OpCodes.Mul), Healthy),
        Il("the configuration of the current sensor is not checked",
            IlEdit.Returns("Ina219CurrentSensor", "IsConfigured", 1), "chip-brown-out"),
        // The packs' sensor reaches 327 A, and their chip opens at 280 A in less than a cycle: nothing that flows there saturates it.
        Il("saturation is not noted", IlEdit.Returns("PackSampler", "NoteSaturation"), "peak", "current-lies"),
        Il("temperatures below zero are read as above", IlEdit.Swaps("Mcp9808", "Read", Code.Shr, OpCodes.Shr_Un), "cold-while-driving"),
    }.Select(m => m with { Board = "bench-4s" });

    private static IEnumerable<Mutant> Storing()
    {
        yield return Il("the boot counter is not written", IlEdit.Returns("BootCounter", "TryWrite", 1), "restart", "supply-dips");
        yield return Il("the boot counter stays",
            IlEdit.Skips("BootCounter", "TryWriteBoth", "PutNumber"), "supply-dips", "restart");
        yield return Il("a checksum is never looked at", IlEdit.Returns("Crc32", "Compute", 0), "flash-fails");
        yield return Il("no record is sent", IlEdit.Returns("TelemetryReporter", "SendLive"), Healthy);
        yield return Il("records are not chained", IlEdit.Skips("RecordSigner", "End", "Copy"), Healthy);
    }

    internal static Mutant Il(string name, IlEdit edit, params string[] families) => new(name, families) { Edits = [edit] };

    internal static Mutant Without(Fault fault, params string[] families) =>
        Row($"without {fault}", fault, r => Limited(r, r.Watch == Watch.Bits ? 0 : r.Watch == Watch.Below ? -1_000_000_000 : 1_000_000_000),
            families);

    private static Mutant Row(string name, Fault fault, Func<ProtectionRow, ProtectionRow> change, params string[] families) =>
        EachRow(name, r => r.Fault == fault ? change(r) : r, families);

    private static Mutant EachRow(string name, Func<ProtectionRow, ProtectionRow> change, params string[] families) => new(name, families)
    {
        Worsen = bench => bench.Firmware.Started += controller =>
        {
            ProtectionRow[] rows = controller.Table.Rows;
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = change(rows[i]);
            }
        },
    };

    private static ProtectionRow Limited(ProtectionRow row, int limit)
    {
        ProtectionRow copy = Copy(row, row.Watch, row.DelaySamples, row.Reaction, row.Latching);
        Array.Fill(copy.Limit, limit);
        return copy;
    }

    private static ProtectionRow Copy(ProtectionRow row, Watch watch, int delaySamples, Reaction reaction, bool latching)
    {
        var copy = new ProtectionRow(row.Fault, row.Signal, watch, 0, 0, delaySamples, row.ReleaseSamples, reaction,
            row.ClearedBy, latching, row.Derates) { Fitted = row.Fitted };
        row.Limit.CopyTo(copy.Limit, 0);
        row.Release.CopyTo(copy.Release, 0);
        return copy;
    }
}

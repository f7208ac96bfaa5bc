using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>The fault families and their levels. Physical faults act in the world, so that heat and current follow by themselves.</summary>
internal static class EpisodeFaults
{
    private const double Slow_s = 10;
    private const double Quick_s = 1;
    private const string Kelvin = "temperature_K";

    internal static IReadOnlyList<EpisodeFault> All { get; } =
        [.. Shorts(), .. Channels(), .. Sensors(), .. Cells(), .. Heat(), .. Frames(), .. BeforeRunaway()];

    private static IEnumerable<EpisodeFault> Shorts()
    {
        foreach (int rate in (int[])[3000, 1000, 300, 100, 20])
        {
            yield return new("leak", $"C{rate}", [AnomalyType.InternalShort], Slow_s, rate >= 300 ? 60 : 24)
            {
                Live = (p, cell, t) => Once(p, t, () => p.World.SetInternalShort_ohm(cell, 3.7 * rate / p.Capacity_Ah)),
                Quantity = "leak_mA", Truth = (p, _, cell, _) => Through_mA(p, cell, 3.7 * rate / p.Capacity_Ah),
            };
        }

        foreach (double ohm in (double[])[1, 0.1, 0.03])
        {
            yield return new("hard_short", $"{ohm * 1000:0}mohm", [AnomalyType.InternalShort], Quick_s, 2)
            {
                Live = (p, cell, t) => Once(p, t, () => p.World.SetInternalShort_ohm(cell, ohm * 3 / p.Capacity_Ah)),
            };
        }

        foreach (int dip_mV in (int[])[20, 40, 80])
        {
            yield return new("micro_short", $"{dip_mV}mV", [AnomalyType.InternalShort], Quick_s, 6)
            {
                Spoil = (row, p, cell, t) => t % 1200 < 1 + ((int)(t / 1200) % 5) ? Lift(row, cell, -dip_mV / 1000.0) : row,
            };
        }

        foreach (int mohm in (int[])[5, 20, 100])
        {
            yield return new("external_short", $"{mohm}mohm", [AnomalyType.ExternalShort], Quick_s, 2)
            {
                Live = (p, _, t) => Once(p, t, () => p.World.Load.SetResistance_ohm(mohm / 1000.0)),
                Names = false,
            };
        }
    }

    private static IEnumerable<EpisodeFault> Channels()
    {
        AnomalyType[] channel = [AnomalyType.VoltageSensor];
        foreach (int bias_mV in (int[])[3, 10, 30])
        {
            yield return new("bias", $"{bias_mV}mV", channel, Slow_s, 24)
            {
                Spoil = (row, _, cell, _) => Add(row, cell, Sign(cell) * bias_mV / 1000.0),
                Quantity = "channel_mV", Truth = (_, _, cell, _) => Sign(cell) * bias_mV,
            };
        }

        foreach (int drift_mV in (int[])[1, 5, 20])
        {
            yield return new("drift", $"{drift_mV}mV_h", channel, Slow_s, 24)
            {
                Spoil = (row, _, cell, t) => Add(row, cell, Sign(cell) * drift_mV / 1000.0 * t / 3600),
                Quantity = "channel_mV", Truth = (_, _, cell, t) => Sign(cell) * drift_mV * t / 3600,
            };
        }

        yield return new("stuck", "cell", channel, Slow_s, 24) { Spoil = (row, p, cell, _) => Set(row, cell, p.OnsetRow!.Cell_V[cell]) };
        yield return new("stuck", "frame", [AnomalyType.Communication], Slow_s, 24)
        {
            Spoil = (row, p, _, _) => row with { Cell_V = p.OnsetRow!.Cell_V }, Names = false,
        };
        foreach (int times in (int[])[3, 10])
        {
            yield return new("noise", $"x{times}", channel, Slow_s, 24)
            {
                Spoil = (row, p, cell, _) => Add(row, cell, p.FaultNoise.NextNormal() * times * p.Setup.Board.CellNoise_mV / 1000),
            };
        }
    }

    private static IEnumerable<EpisodeFault> Sensors()
    {
        foreach (double offset_A in (double[])[0.1, 0.5])
        {
            yield return new("current_offset", $"{offset_A * 1000:0}mA", [AnomalyType.CurrentSensor], Slow_s, 36)
            {
                Spoil = (row, p, _, _) => row with { Current_A = row.Current_A + (offset_A * p.Capacity_Ah / 3) },
                Names = false, Quantity = "current_offset_mA",
                Truth = (p, _, _, _) => 1000 * ((offset_A * p.Capacity_Ah / 3) + p.CurrentOffset_A),
            };
        }

        foreach (int gain_pct in (int[])[2, 5])
        {
            yield return new("current_gain", $"{gain_pct}pct", [AnomalyType.CurrentSensor], Slow_s, 36)
            {
                Spoil = (row, _, _, _) => row with { Current_A = row.Current_A * (1 + (gain_pct / 100.0)) },
                Names = false, Quantity = "current_scale_pct", Truth = (_, _, _, _) => gain_pct,
            };
        }

        AnomalyType[] probe = [AnomalyType.TemperatureSensor];
        yield return new("probe_bias", "3K", probe, Slow_s, 24)
        {
            Spoil = (row, _, _, _) => Warm(row, 3), Names = false, Quantity = Kelvin, Truth = (_, _, _, _) => 3,
        };
        yield return new("probe_bias", "10K", probe, Slow_s, 24)
        {
            Spoil = (row, _, _, _) => Warm(row, 10), Names = false, Quantity = Kelvin, Truth = (_, _, _, _) => 10,
        };
        yield return new("probe_drift", "1K_h", probe, Slow_s, 24)
        {
            Spoil = (row, _, _, t) => Warm(row, -t / 3600), Names = false, Quantity = Kelvin, Truth = (_, _, _, t) => -t / 3600,
        };
        yield return new("probe_open", "open", probe, Slow_s, 24) { Spoil = (row, _, _, _) => Warm(row, -300), Names = false };
    }

    private static IEnumerable<EpisodeFault> Cells()
    {
        foreach (int growth in (int[])[5, 20, 100])
        {
            yield return new("contact", $"{growth}pct", [AnomalyType.Contact], Slow_s, 24)
            {
                Live = (p, cell, t) => Once(p, t, () => p.World.SetContactResistance_ohm(cell, 0.03 * growth / 100)),
                Quantity = "resistance_pct",
                Truth = (p, d, _, _) => 0.03 * growth * p.Capacity_Ah * 1000 / d.Pack.Resistance_mV,
            };
        }

        foreach (int missing in (int[])[5, 10, 20])
        {
            yield return new("capacity", $"{missing}pct", [AnomalyType.WeakCell], Slow_s, 60)
            {
                Live = (p, cell, t) => Once(p, t, () => p.World.SetCapacityFactor(cell, 1 - (missing / 100.0))),
                Severity = AnomalyAlarm.Note, Quantity = "capacity_pct", Truth = (_, _, _, _) => -missing,
            };
        }

        foreach (int growth in (int[])[20, 50])
        {
            yield return new("resistance", $"{growth}pct", [AnomalyType.Contact], Slow_s, 24)
            {
                Live = (p, cell, t) => Once(p, t, () => p.World.SetResistanceFactor(cell, 1 + (growth / 100.0))),
                Quantity = "resistance_pct", Truth = (_, _, _, _) => growth,
            };
        }

        foreach (int plateau_mV in (int[])[2, 5, 10])
        {
            // The voltage of stripping lithium dies away over the first hour after a cold charge.
            yield return new("plating", $"{plateau_mV}mV", [AnomalyType.Plating], Slow_s, 36)
            {
                Spoil = (row, p, cell, _) =>
                    Lift(row, cell, p.SinceCharge_s < 7200 ? plateau_mV / 1000.0 * Math.Max(0, 1 - (p.SinceCharge_s / 5400)) : 0),
            };
        }

        foreach (int balance_mA in (int[])[50, 200])
        {
            yield return new("balancing_stuck", $"{balance_mA}mA", [AnomalyType.InternalShort], Slow_s, 24)
            {
                Live = (p, cell, t) => Once(p, t, () => p.World.SetInternalShort_ohm(cell, 3700.0 / balance_mA)),
                Quantity = "leak_mA", Truth = (p, _, cell, _) => Through_mA(p, cell, 3700.0 / balance_mA),
            };
        }
    }

    private static IEnumerable<EpisodeFault> Heat()
    {
        foreach (int less in (int[])[30, 60, 90])
        {
            yield return new("cooling", $"{less}pct", [AnomalyType.Cooling], Slow_s, 24)
            {
                Live = (p, _, t) => Once(p, t, () => p.World.SetCoolingFactor(1 - (less / 100.0))),
                Names = false,
            };
        }

        foreach (double rate in (double[])[0.02, 0.2, 1])
        {
            // 81 J/K of a 21700 cell; the heater acts on the cell behind the first probe.
            yield return new("self_heating", $"{rate * 1000:0}mK_min", [AnomalyType.SelfHeating], Slow_s, 24)
            {
                Live = (p, _, t) => Once(p, t, () => p.World.SetHeater_W(p.ProbedCell(0), rate / 60 * 81)),
                Names = false, Quantity = Kelvin, Truth = (p, _, _, _) => Warmth_K(p),
            };
        }

        foreach (double end_V in (double[])[2.0, 1.5, 0.5])
        {
            yield return new("over_discharge", $"{end_V * 1000:0}mV", [AnomalyType.Abuse], Slow_s, 24)
            {
                Live = (p, _, _) => p.World.Load.SetCurrent_A(p.World.CellVoltage_V(0) > end_V ? 0.5 * p.Capacity_Ah : 0),
                Names = false,
            };
        }
    }

    private static IEnumerable<EpisodeFault> Frames()
    {
        AnomalyType[] frames = [AnomalyType.Communication];
        yield return new("glitch", "66V", frames, Quick_s, 4)
        {
            Spoil = (row, _, cell, t) => t % 300 < 1 ? Set(row, cell, 66.535) : row, Severity = AnomalyAlarm.Note, Names = false,
        };
        yield return new("glitch", "0V", frames, Quick_s, 4)
        {
            Spoil = (row, _, _, t) => t % 300 < 1 ? Set(row, row.Cell_V.Length - 1, 0) : row, Severity = AnomalyAlarm.Note, Names = false,
        };
        yield return new("tamper", "scaled_current", [AnomalyType.Tamper, AnomalyType.CurrentSensor], Slow_s, 36)
        {
            Spoil = (row, _, _, _) => row with { Current_A = row.Current_A * 0.8 }, Names = false,
        };
        yield return new("tamper", "mean_cells", [AnomalyType.Tamper, AnomalyType.VoltageSensor], Slow_s, 24)
        {
            Spoil = (row, _, _, _) => row with { Cell_V = Array.ConvertAll(row.Cell_V, _ => Math.Round(row.Cell_V.Average(), 3)) },
            Names = false,
        };
        yield return new("tamper", "swapped_cells", [AnomalyType.Tamper, AnomalyType.VoltageSensor], Slow_s, 24)
        {
            Spoil = (row, _, cell, _) => Set(Set(row, cell, row.Cell_V[^1]), row.Cell_V.Length - 1, row.Cell_V[cell]), Names = false,
        };
    }

    // A leak that grows and dips on its way to a thermal runaway; the world computes the heat.
    private static IEnumerable<EpisodeFault> BeforeRunaway()
    {
        foreach (int hours in (int[])[2, 12])
        {
            yield return new("pre_runaway", $"{hours}h", [AnomalyType.InternalShort, AnomalyType.SelfHeating], Slow_s, 1.5 * hours)
            {
                Live = (p, cell, t) => p.World.SetInternalShort_ohm(cell, 3.7 / (PreRunaway.Leak_C(t / 3600, hours) * p.Capacity_Ah)),
                Spoil = (row, _, cell, t) => Lift(row, cell, -PreRunaway.Dip_V(t, hours)),
            };
        }
    }

    private static double Through_mA(EpisodePack pack, int cell, double ohm) => pack.World.CellVoltage_V(cell) / ohm * 1000;

    // Of the heated cell beyond those behind the other probes.
    private static double Warmth_K(EpisodePack pack) => pack.World.CellSurface_C(pack.ProbedCell(0))
        - Enumerable.Range(1, 3).Average(probe => pack.World.CellSurface_C(pack.ProbedCell(probe)));

    // A channel errs to both sides.
    private static int Sign(int cell) => cell % 2 == 0 ? 1 : -1;

    private static void Once(EpisodePack pack, double since_s, Action act)
    {
        if (since_s <= 10.5)
        {
            act();
        }
    }

    // What the cell itself does: the pack's own voltage follows.
    private static RecordedRow Lift(RecordedRow row, int cell, double more_V) =>
        Add(row, cell, more_V) with { Pack_V = row.Pack_V + more_V };

    private static RecordedRow Add(RecordedRow row, int cell, double more_V) => Set(row, cell, Math.Round(row.Cell_V[cell] + more_V, 3));

    private static RecordedRow Set(RecordedRow row, int cell, double volts)
    {
        double[] cell_V = [.. row.Cell_V];
        cell_V[cell] = volts;
        return row with { Cell_V = cell_V };
    }

    private static RecordedRow Warm(RecordedRow row, double more_K)
    {
        double[] probe_degC = [.. row.Temperature_degC];
        probe_degC[1] += more_K;
        return row with { Temperature_degC = probe_degC };
    }
}

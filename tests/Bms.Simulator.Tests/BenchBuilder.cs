using Bms.Simulator.Bench;
using Bms.World;

namespace Bms.Simulator.Tests;

/// <summary>Makes a virtual bench for a test in one line: <c>new BenchBuilder().Seed(7).Soc(0.8).Build()</c>.</summary>
public sealed class BenchBuilder
{
    private BenchOptions _options = new();
    private bool _supply;

    public BenchBuilder Seed(ulong seed) => With(options => options with { Seed = seed });

    /// <summary>State of charge at the start, 0 to 1.</summary>
    public BenchBuilder Soc(double soc) => WithPack(pack => pack with { InitialSoc = soc });

    /// <summary>Temperature of cells and surroundings at the start.</summary>
    public BenchBuilder Ambient_C(double ambient_C) => WithPack(pack => pack with { Ambient_C = ambient_C });

    /// <summary>Chips and resistors without error and without noise.</summary>
    public BenchBuilder IdealParts() => With(options => options with { IdealParts = true });

    /// <summary>The firmware knows nothing about the board's own errors.</summary>
    public BenchBuilder Uncalibrated() => With(options => options with { Calibrated = false });

    public BenchBuilder WithoutTelemetry() => With(options => options with { Telemetry = false });

    /// <summary>The charger's supply is plugged in from the start.</summary>
    public BenchBuilder Supply()
    {
        _supply = true;
        return this;
    }

    public BenchBuilder With(Func<BenchOptions, BenchOptions> change)
    {
        _options = change(_options);
        return this;
    }

    public BenchBuilder WithPack(Func<PackSpec, PackSpec> change) => With(options => options with { Pack = change(options.Pack) });

    public VirtualBench Build()
    {
        var bench = new VirtualBench(_options);
        bench.Pack.Charger.SupplyPresent = _supply;
        return bench;
    }

    /// <summary>Builds the bench and lets it run into standby, which must happen within 5 s of virtual time.</summary>
    public VirtualBench BuildInStandby()
    {
        VirtualBench bench = Build();
        for (int i = 0; i < 50 && bench.Firmware.Controller?.State.Mode != Mode.Standby; i++)
        {
            bench.Step();
        }

        Assert.Null(bench.Firmware.Crash);
        Assert.Equal(Mode.Standby, bench.Firmware.Controller?.State.Mode);
        return bench;
    }

    /// <summary>Builds the bench, runs it into standby, asks for a mode and steps until it is there.</summary>
    public VirtualBench BuildIn(Mode mode)
    {
        VirtualBench bench = BuildInStandby();
        bench.Firmware.Controller!.Ask(mode == Mode.Charge ? Request.Charge : Request.Discharge);
        for (int i = 0; i < 10 && bench.Firmware.Controller.State.Mode != mode; i++)
        {
            bench.Step();
        }

        Assert.Equal(mode, bench.Firmware.Controller.State.Mode);
        return bench;
    }
}

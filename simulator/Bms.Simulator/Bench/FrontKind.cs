using Bms.Boards;
using Bms.Config;
using Bms.Ports;
using Bms.Simulator.Chips;
using Bms.Twins;

namespace Bms.Simulator.Bench;

/// <summary>
/// A chip that can stand at the cells of a large pack: the virtual chip, and the firmware of the board that drives it. Its numbers are its
/// own and not the firmware's.
/// </summary>
/// <param name="ChipName">Its name, by which faults find it.</param>
/// <param name="Cells">Cells that it measures.</param>
/// <param name="Filter_ohm">Resistor between each tap and its pin, as its datasheet wants it.</param>
/// <param name="Pack">The pack as the board's firmware is told of it.</param>
/// <param name="Boot">Starts the board's firmware.</param>
/// <param name="Build">Makes the chip.</param>
public sealed record FrontKind(string ChipName, int Cells, double Filter_ohm, Func<PackConfig> Pack,
    Func<int, Pack16sPins, PackConfig, IDelay, BoardTelemetry?, BmsController> Boot,
    Func<VirtualClock, BenchOptions, FrontWiring, FrontEndChip> Build)
{
    /// <summary>The chip of pack-16s.</summary>
    public static FrontKind Bq76952 { get; } = new("bq76952", 16, 20, Pack16s.Pack, Pack16s.Create, (clock, options, wiring) =>
        new Bq76952Chip(clock, new NoiseSource(options.Seed, "bq76952"), wiring,
            options.IdealParts ? Bq76952Errors.None : Bq76952Errors.Draw(new NoiseSource(options.Seed, "bq76952 errors"))));

    /// <summary>The chip of pack-15s.</summary>
    public static FrontKind Bq76940 { get; } = new("bq76940", 15, 40, Pack15s.Pack, Pack15s.Create, (clock, options, wiring) =>
        new Bq76940Chip(clock, new NoiseSource(options.Seed, "bq76940"), wiring,
            options.IdealParts ? Bq76940Errors.None : Bq76940Errors.Draw(new NoiseSource(options.Seed, "bq76940 errors"))));
}

using Bms.Config;
using Bms.Simulator.Broker;
using Bms.World;
using Bms.World.SecondLevel;

namespace Bms.Simulator.Bench;

/// <summary>What a virtual bench is made from.</summary>
public sealed record BenchOptions
{
    private readonly PackSpec? _pack;

    /// <summary>The board.</summary>
    public BoardKind Board { get; init; } = BoardKind.All[0];

    /// <summary>Seed of every random number on the bench, the pack's own included.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What protects the cells besides the firmware; unless told otherwise only the board's pulls and its watchdog.</summary>
    public Bench4sSpec Hardware { get; init; } = Bench4sSpec.Bare;

    /// <summary>
    /// The pack, that of the board unless told otherwise. Its seed is replaced by <see cref="Seed"/>, its second level by that of
    /// <see cref="Hardware"/>.
    /// </summary>
    public PackSpec Pack
    {
        get => _pack ?? Board.Cells;
        init => _pack = value;
    }

    /// <summary>True: chips and resistors without error and without noise.</summary>
    public bool IdealParts { get; init; }

    /// <summary>What the firmware is told of the cells, one of <see cref="CellChemistry.Names"/>; null = what the board has.</summary>
    public string? Chemistry { get; init; }

    internal SafetyPathSpec? Safety => CellChemistry.Second(
        Board.Safety(Hardware) is { } safety ? safety with { Spread = !IdealParts } : null, Chemistry);

    /// <summary>The pack as the firmware is told of it.</summary>
    internal PackConfig Config()
    {
        PackConfig pack = Use.Tell(CellChemistry.Configure(Board, Pack.Cell, Chemistry, Pack.ParallelCells));
        pack.ParkAfter_ms = ParkAfter_ms ?? pack.ParkAfter_ms;
        return pack;
    }

    /// <summary>Time in ms of quiet after which the firmware parks the pack, 0 = never; null = what the board has.</summary>
    public int? ParkAfter_ms { get; init; }

    /// <summary>Where the pack is used, as the firmware is told.</summary>
    public PackUse Use { get; init; } = PackUse.Bench;

    /// <summary>True: the taps were calibrated with a meter when the board was made, and the firmware was given the result.</summary>
    public bool Calibrated { get; init; } = true;

    /// <summary>Time-out of the external watchdog in us.</summary>
    public long WatchdogTimeout_us { get; init; } = 1_600_000;

    /// <summary>Time from reset to the first line of the firmware in ms.</summary>
    public int BootTime_ms { get; init; } = 500;

    /// <summary>Uptime in ms that the processor's clock shows when the bench is switched on; a reset begins at 0.</summary>
    public long FirstUptime_ms { get; init; }

    /// <summary>False: the firmware runs without telemetry.</summary>
    public bool Telemetry { get; init; } = true;

    /// <summary>Makes the device's way to a broker other than the bench's own; null = the virtual one.</summary>
    public Func<VirtualBench, DeviceUplink>? Uplink { get; init; }

    /// <summary>True: the board connects by name and with TLS, which can stall its runtime.</summary>
    public bool ConnectsSecurely { get; init; }

    /// <summary>True: the board was declared safe to connect while a switch conducts; see UplinkKeeper.</summary>
    public bool ConnectsUnderLoad { get; init; }

    /// <summary>Site of the device in its topics: 1 to 32 of a-z, 0-9, '-'.</summary>
    public string Site { get; init; } = "bench";

    /// <summary>Number of the device, 4 bytes.</summary>
    public IReadOnlyList<byte> DeviceId { get; init; } = [0x00, 0x00, 0x00, 0x01];

    /// <summary>Epoch of the device's key, 0 to 255.</summary>
    public int KeyEpoch { get; init; } = 1;

    /// <summary>The device's key for signing records; a demonstration key if nothing else is given.</summary>
    public IReadOnlyList<byte> Key { get; init; } = [.. "a key for demonstrations only"u8];
}

namespace Bms.Simulator.Chips;

/// <summary>
/// Who may do what with a BQ76952 (SLUUBY2B, section 7.4.3): two words within four seconds open it, first from sealed to unsealed, then to
/// full access. The keys stand in data memory. CONFIG_UPDATE and what changes the chip need full access; a sealed chip does not show its
/// data memory either.
/// </summary>
internal sealed class Bq76952Security(Bq76952Memory memory)
{
    private const int FullAccess = 1, Unsealed = 2, Sealed = 3;
    private const long Pair_us = 4_000_000;

    private int _first = -1;
    private long _first_us;

    /// <summary>Bits 9:8 of the battery status: 1 full access, 2 unsealed, 3 sealed.</summary>
    public int Level { get; private set; } = FullAccess;

    /// <summary>As a chip whose one-time memory says nothing of it starts.</summary>
    public void Reset()
    {
        Level = FullAccess;
        _first = -1;
    }

    /// <summary>Takes a word that seals, or the second of two that open; false for any other.</summary>
    public bool Take(int code, long now_us)
    {
        bool opens = Level != FullAccess && now_us - _first_us <= Pair_us && Opens(_first, code);
        (_first, _first_us) = (opens ? -1 : code, now_us);
        Level = code == 0x0030 ? Sealed : !opens ? Level : Level == Sealed ? Unsealed : FullAccess;
        return opens || code == 0x0030;
    }

    /// <summary>True when a subcommand, or an address of data memory, may be used now.</summary>
    public bool Allows(int code) => code switch
    {
        0x0012 or 0x0022 or 0x0024 or 0x0090 or 0x0092 => Level == FullAccess,
        >= Bq76952Memory.First and < Bq76952Memory.End => Level != Sealed,
        _ => true,
    };

    private bool Opens(int first, int second)
    {
        int keys = Level == Sealed ? 0x9257 : 0x925B;
        return first == memory.U2(keys) && second == memory.U2(keys + 2);
    }
}

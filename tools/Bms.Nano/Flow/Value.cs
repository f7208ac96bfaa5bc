using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Nano.Flow;

/// <summary>The tags that the board's interpreter may give a stack slot or a storage place; several where paths meet.</summary>
[Flags]
public enum Tags
{
    /// <summary>No integer or float: a reference, a struct, a pointer.</summary>
    None = 0,

    /// <summary>Signed 32 bits; also bool, char and everything smaller.</summary>
    I4 = 1,

    /// <summary>Unsigned 32 bits.</summary>
    U4 = 2,

    /// <summary>Signed 64 bits.</summary>
    I8 = 4,

    /// <summary>Unsigned 64 bits.</summary>
    U8 = 8,

    /// <summary>32-bit float.</summary>
    R4 = 16,

    /// <summary>64-bit float.</summary>
    R8 = 32,

    /// <summary>Either unsigned tag.</summary>
    AnyUnsigned = U4 | U8,

    /// <summary>Either float tag.</summary>
    AnyFloat = R4 | R8,
}

/// <summary>
/// What is known of one stack slot: its possible tags, its static type where one is known, and the storage place whose address
/// it is (for ref and out arguments).
/// </summary>
/// <param name="Tags">Possible tags.</param>
/// <param name="Type">Static type, or null.</param>
/// <param name="Place">Key of the place whose address this is, or null.</param>
/// <param name="Constant">True when the slot is a literal.</param>
/// <param name="Origin">The one instruction that loaded the slot, or null where paths with different ones meet.</param>
public readonly record struct Value(
    Tags Tags, TypeReference? Type = null, object? Place = null, bool Constant = false, Instruction? Origin = null)
{
    /// <summary>What is known where two paths meet.</summary>
    public Value Join(Value other) => new(
        Tags | other.Tags,
        Type ?? other.Type,
        Equals(Place, other.Place) ? Place : null,
        Constant && other.Constant,
        Origin == other.Origin ? Origin : null);
}

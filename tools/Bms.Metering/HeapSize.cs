using System.Reflection;

namespace Bms.Metering;

/// <summary>
/// Heap that objects would take on the board's 32-bit runtime: blocks of 12 bytes; an object is one block and one for each field;
/// an array is 20 bytes and its elements, references and structs one block each, rounded up; a string its bytes and a header.
/// </summary>
public static class HeapSize
{
    private const int Block_bytes = 12;
    private const int ArrayHeader_bytes = 20;

    /// <summary>Sum over everything of the firmware's own that can be reached from <paramref name="root"/>, in bytes.</summary>
    public static long Reachable_bytes(object root) => Sum(root, Size_bytes);

    /// <summary>The same, of the numbers alone: what a runtime without blocks and headers would need for them.</summary>
    public static long Numbers_bytes(object root) => Sum(root, NumbersIn_bytes);

    /// <summary>The same as <see cref="Reachable_bytes"/> by class: an array or a text belongs to the class that holds it.</summary>
    public static IReadOnlyDictionary<string, long> ByClass_bytes(object root)
    {
        var bytes = new Dictionary<string, long>(StringComparer.Ordinal);
        Visit(root, (owner, value) => bytes[owner] = bytes.GetValueOrDefault(owner) + Size_bytes(value));
        return bytes;
    }

    private static long Sum(object root, Func<object, long> size_bytes)
    {
        long bytes = 0;
        Visit(root, (_, value) => bytes += size_bytes(value));
        return bytes;
    }

    // Everything of the board's once, with the name of the class that it belongs to.
    private static void Visit(object root, Action<string, object> see)
    {
        ArgumentNullException.ThrowIfNull(root);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var work = new Stack<(string Owner, object Value)>([("", root)]);
        while (work.TryPop(out (string Owner, object Value) next))
        {
            Type type = next.Value.GetType();
            if (!IsOfBoard(type) || !seen.Add(next.Value))
            {
                continue;
            }

            string owner = IsFirmware(type) && !type.IsArray ? type.FullName! : next.Owner;
            see(owner, next.Value);
            foreach (object held in Held(next.Value))
            {
                work.Push((owner, held));
            }
        }
    }

    private static long Size_bytes(object value) => value switch
    {
        string text => Blocks(Block_bytes + System.Text.Encoding.UTF8.GetByteCount(text) + 1),
        Array array => Blocks(ArrayHeader_bytes + ((long)array.Length * Element_bytes(array.GetType().GetElementType()!))),
        _ => Block_bytes + (Block_bytes * Fields(value.GetType()).Count()),
    };

    private static long NumbersIn_bytes(object value) => value switch
    {
        string => 0,
        Array array => IsNumber(array.GetType().GetElementType()!)
            ? (long)array.Length * Element_bytes(array.GetType().GetElementType()!) : 0,
        _ => Fields(value.GetType()).Where(f => IsNumber(f.FieldType)).Sum(f => Element_bytes(f.FieldType)),
    };

    private static bool IsNumber(Type type) => type.IsPrimitive || type.IsEnum;

    private static long Blocks(long bytes) => (bytes + Block_bytes - 1) / Block_bytes * Block_bytes;

    private static int Element_bytes(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
        TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
        TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
        _ => Block_bytes,
    };

    private static IEnumerable<object> Held(object value)
    {
        if (value is Array array)
        {
            return array.GetType().GetElementType()!.IsValueType ? [] : array.OfType<object>();
        }

        return Fields(value.GetType()).Where(f => !f.FieldType.IsValueType).Select(f => f.GetValue(value)).OfType<object>();
    }

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (Type? t = type; t is not null && t != typeof(object); t = t.BaseType)
        {
            const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            foreach (FieldInfo field in t.GetFields(Own))
            {
                yield return field;
            }
        }
    }

    // The firmware's own classes, arrays and texts; what stands in for the world is not on the board.
    private static bool IsOfBoard(Type type) =>
        type == typeof(string) || (type.IsArray && IsOfBoardElement(type.GetElementType()!)) || IsFirmware(type);

    private static bool IsOfBoardElement(Type type) => type.IsPrimitive || type.IsInterface || IsOfBoard(type);

    private static bool IsFirmware(Type type) => type.Assembly.GetName().Name == "Bms";
}

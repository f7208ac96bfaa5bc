using System.Reflection;

namespace Bms.Simulator.Snapshots;

/// <summary>
/// Compares two objects with everything that can be reached from them, bit by bit, and names the first place where they differ: two runs
/// that should be the same then say what is not.
/// </summary>
public sealed class GraphCompare
{
    private readonly Dictionary<object, object> _partners = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(object First, object Second, string Path)> _waiting = new();
    private string? _difference;

    private GraphCompare()
    {
    }

    /// <summary>
    /// Where two objects of one type first differ, nearest to the root first: "_bench.Clock.Now_us: 7 and 8"; null = nowhere.
    /// </summary>
    public static string? FirstDifference(object first, object second)
    {
        var compare = new GraphCompare();
        compare.Meet(first, second, string.Empty);
        while (compare._difference == null && compare._waiting.TryDequeue(out (object First, object Second, string Path) pair))
        {
            compare.Look(pair.First, pair.Second, pair.Path);
        }

        return compare._difference;
    }

    private void Meet(object? first, object? second, string path)
    {
        if (first == null || second == null || first.GetType() != second.GetType())
        {
            Differ(path, first?.GetType().Name ?? "null", second?.GetType().Name ?? "null");
            return;
        }

        if (ReferenceEquals(first, second))
        {
            return;
        }

        if (TypePlan.Of(first.GetType()).Role == TypeRole.Shared)
        {
            Differ(path, first, second);
        }
        else if (!_partners.TryGetValue(first, out object? partner))
        {
            _partners.Add(first, second);
            _waiting.Enqueue((first, second, path));
        }
        else if (!ReferenceEquals(partner, second))
        {
            Differ(path, "an object that was met before", "another one");
        }
    }

    private void Look(object first, object second, string path)
    {
        if (first is Delegate one && second is Delegate other)
        {
            Differ(path, one.Method, other.Method);
            Any(one.Target, other.Target, path + "()");
        }
        else if (first is Array list && second is Array otherList)
        {
            Differ(path + ".Length", list.Length, otherList.Length);
            for (int i = 0; i < list.Length && _difference == null; i++)
            {
                Any(list.GetValue(i), otherList.GetValue(i), $"{path}[{i}]");
            }
        }
        else if (TypePlan.Of(first.GetType()).Role != TypeRole.Foreign)
        {
            Inside(first, second, path);
        }
    }

    private void Inside(object first, object second, string path)
    {
        foreach (FieldInfo field in TypePlan.Fields(first.GetType()))
        {
            Any(field.GetValue(first), field.GetValue(second), $"{path}.{Tidy(field.Name)}");
        }
    }

    private void Any(object? first, object? second, string path)
    {
        if (_difference != null || (first == null && second == null))
        {
            return;
        }

        switch (first, second)
        {
            case (double one, double other):
                Differ(path, BitConverter.DoubleToInt64Bits(one), BitConverter.DoubleToInt64Bits(other));
                break;
            case (float one, float other):
                Differ(path, BitConverter.SingleToInt32Bits(one), BitConverter.SingleToInt32Bits(other));
                break;
            case (ValueType one, ValueType other) when one.GetType() == other.GetType():
                Value(one, other, path);
                break;
            default:
                Meet(first, second, path);
                break;
        }
    }

    private void Value(ValueType first, ValueType second, string path)
    {
        if (first.GetType().IsPrimitive || first.GetType().IsEnum)
        {
            Differ(path, first, second);
        }
        else
        {
            Inside(first, second, path);
        }
    }

    private void Differ(string path, object first, object second)
    {
        if (_difference == null && !first.Equals(second))
        {
            _difference = $"{path.TrimStart('.')}: {first} and {second}";
        }
    }

    // The compiler's name of the field behind a property Name is <Name>k__BackingField.
    private static string Tidy(string field) => field.StartsWith('<') && field.IndexOf('>') is > 1 and int end ? field[1..end] : field;
}

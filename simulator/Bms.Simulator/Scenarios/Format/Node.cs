namespace Bms.Simulator.Scenarios.Format;

/// <summary>An object that was read and checked against its shape. Numbers are double, whole numbers long, clocks seconds.</summary>
public sealed class Node(Shape shape, string path)
{
    private readonly Dictionary<string, object> _values = [];

    /// <summary>The shape that it has.</summary>
    public Shape Shape { get; } = shape;

    /// <summary>Where it stood in the file, such as faults[2]; empty for the whole file.</summary>
    public string Path { get; } = path;

    /// <summary>True when the file gave the field.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Stores a checked value.</summary>
    public void Set(string name, object value) => _values[name] = value;

    public string Text(string name) => (string)_values[name];

    public double Number(string name) => (double)_values[name];

    public double Number(string name, double otherwise) => Has(name) ? Number(name) : otherwise;

    public int Whole(string name) => checked((int)(long)_values[name]);

    public int Whole(string name, int otherwise) => Has(name) ? Whole(name) : otherwise;

    public long Wide(string name, long otherwise) => Has(name) ? (long)_values[name] : otherwise;

    public bool Flag(string name, bool otherwise) => Has(name) ? (bool)_values[name] : otherwise;

    public Node Child(string name) => (Node)_values[name];

    public IReadOnlyList<Node> List(string name) => Has(name) ? (IReadOnlyList<Node>)_values[name] : [];

    public IReadOnlyList<string> Words(string name) => Has(name) ? (IReadOnlyList<string>)_values[name] : [];

    /// <summary>True when the field holds a name and not an object.</summary>
    public bool IsName(string name) => _values[name] is string;

    /// <summary>The path of one of its fields.</summary>
    public string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}

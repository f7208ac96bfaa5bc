using System.Text;

namespace Bms.Simulator.Scenarios.Format;

/// <summary>Writes shapes as Markdown tables for people.</summary>
public static class ShapeTable
{
    /// <summary>One object's fields, a row each.</summary>
    public static string Fields(Shape shape)
    {
        StringBuilder text = new StringBuilder("| field | allowed | meaning |\n|---|---|---|\n");
        foreach (Field field in shape.Fields)
        {
            string need = field.Required ? " (needed)" : string.Empty;
            text.Append($"| `{field.Name}`{need} | {Allowed(field)} | {field.Meaning} |\n");
        }

        foreach (Rule rule in shape.Rules)
        {
            text.Append($"\nA {shape.Name} {rule.Text}.\n");
        }

        return text.ToString();
    }

    /// <summary>Several kinds of one object, a row each, with the fields of their own; <paramref name="common"/> are left out.</summary>
    public static string Kinds(IReadOnlyList<Shape> shapes, IReadOnlyCollection<string> common)
    {
        StringBuilder text = new StringBuilder($"| `{shapes[0].Key}` | what | own fields |\n|---|---|---|\n");
        foreach (Shape shape in shapes)
        {
            IEnumerable<string> own = shape.Fields.Where(f => f.Name != shape.Key && !common.Contains(f.Name)).Select(Brief);
            text.Append($"| `{shape.Name}` | {shape.Meaning} | {string.Join(", ", own)} |\n");
        }

        return text.ToString();
    }

    private static string Brief(Field field)
    {
        string range = field.Kind is FieldKind.Number or FieldKind.Whole ? $" {field.Min}..{field.Max}" : string.Empty;
        return $"`{field.Name}`{range}{(field.Required ? string.Empty : " (optional)")}";
    }

    private static string Allowed(Field field) => field.Kind switch
    {
        FieldKind.List => "list",
        FieldKind.Nested => "object",
        FieldKind.NameOrObject => "name or condition",
        _ => field.Allowed,
    };
}

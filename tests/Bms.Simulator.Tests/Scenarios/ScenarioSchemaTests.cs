using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Tests.Scenarios;

public class ScenarioSchemaTests
{
    private static readonly MiniSchema s_schema = new(JsonDocument.Parse(Catalogue.Schema).RootElement);

    // Every value below stands once in place of every value in every scenario: wrong types, wrong ranges, and now and then a right one.
    private static readonly string[] s_values =
    [
        "null", "true", "false", "-1", "0", "0.5", "1", "3", "1e9", "1e300", "\"\"", "\"x\"", "\"Fault\"", "\"00:00:30\"", "\"both\"",
        "[]", "{}", "[{}]",
    ];

    public static TheoryData<string> Shipped => [.. Catalogue.Names];

    [Fact]
    public void The_schema_beside_the_scenarios_is_the_one_the_reader_follows()
    {
        string file = Path.Combine(SourceTree.Root, "simulator/Bms.Simulator/Scenarios/scenario.schema.json");
        Assert.True(File.ReadAllText(file) == Catalogue.Schema, "renew it with what list --schema prints: " + file);
    }

    [Fact]
    public void The_README_beside_the_scenarios_ends_with_the_tables_the_reader_follows()
    {
        string file = Path.Combine(SourceTree.Root, "simulator/Bms.Simulator/Scenarios/README.md");
        bool same = File.ReadAllText(file).EndsWith("may hold\n\n" + FormatTables.Write(), StringComparison.Ordinal);
        Assert.True(same, "renew its tables with what list --format prints: " + file);
    }

    [Fact]
    public void The_example_of_the_README_runs_and_holds()
    {
        string text = File.ReadAllText(Path.Combine(SourceTree.Root, "simulator/Bms.Simulator/Scenarios/README.md"));
        string json = text.Split("```json\n")[1].Split("```")[0];
        Assert.True(json.Split('\n').Length <= 20);
        Assert.True(new ScenarioRunner(Samples.Read(json)).Run().Holds);
    }

    [Theory, MemberData(nameof(Shipped))]
    public void Reader_and_schema_accept_every_shipped_scenario(string name)
    {
        Scenario scenario = Catalogue.Open(name);
        Assert.Equal(name, scenario.Name);
        Assert.True(s_schema.Accepts(JsonDocument.Parse(Resources.Bytes("scenario/" + name)).RootElement));
    }

    [Fact]
    public void Reader_and_schema_agree_on_every_wrong_value_in_the_full_sample()
    {
        (int accepted, int refused) = AgreeOnMutations(Samples.Full);
        Assert.True(accepted > 50 && refused > 1000, $"{accepted} accepted, {refused} refused: too few of a kind to tell anything");
    }

    private static (int Accepted, int Refused) AgreeOnMutations(string json)
    {
        // A file that is right to begin with: otherwise every mutant is refused and nothing is learnt.
        Assert.Null(Refusal(json));
        int accepted = 0;
        int refused = 0;
        foreach (string mutant in Mutants(json))
        {
            bool bySchema = s_schema.Accepts(JsonDocument.Parse(mutant).RootElement);
            string? byReader = Refusal(mutant);
            Assert.True(bySchema == (byReader == null), $"schema accepts: {bySchema}, reader: {byReader ?? "accepts"}\n{mutant}");
            accepted += bySchema ? 1 : 0;
            refused += bySchema ? 0 : 1;
        }

        return (accepted, refused);
    }

    private static string? Refusal(string json)
    {
        try
        {
            new ShapeReader("mutant.json").Read(Encoding.UTF8.GetBytes(json), ScenarioFormat.File);
            return null;
        }
        catch (BadInputException e)
        {
            Assert.StartsWith("mutant.json: ", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
            return e.Message;
        }
    }

    private static IEnumerable<string> Mutants(string json)
    {
        JsonNode root = JsonNode.Parse(json)!;
        foreach (JsonNode node in Inner(root).ToList())
        {
            JsonNode parent = node.Parent!;
            foreach (string value in s_values)
            {
                JsonNode? other = JsonNode.Parse(value);
                Swap(parent, node, other);
                yield return root.ToJsonString();
                Swap(parent, other, node);
            }

            if (parent is JsonObject fields)
            {
                string name = node.GetPropertyName();
                fields.Remove(name);
                yield return root.ToJsonString();
                fields[name] = node;
            }
        }

        foreach (JsonObject inner in Inner(root).OfType<JsonObject>().Append(root.AsObject()).ToList())
        {
            inner["surprise"] = 1;
            yield return root.ToJsonString();
            inner.Remove("surprise");
        }
    }

    private static void Swap(JsonNode parent, JsonNode? old, JsonNode? now)
    {
        if (parent is JsonObject fields)
        {
            fields[fields.First(f => ReferenceEquals(f.Value, old)).Key] = now;
        }
        else
        {
            JsonArray items = parent.AsArray();
            items[items.ToList().FindIndex(i => ReferenceEquals(i, old))] = now;
        }
    }

    private static IEnumerable<JsonNode> Inner(JsonNode node)
    {
        IEnumerable<JsonNode> children = node switch
        {
            JsonObject fields => fields.Select(f => f.Value!),
            JsonArray items => items.Select(i => i!),
            _ => [],
        };
        return children.SelectMany(child => Inner(child).Prepend(child));
    }
}

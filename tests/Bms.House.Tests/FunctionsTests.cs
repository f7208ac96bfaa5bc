using Xunit;

namespace Bms.House.Tests;

public class FunctionsTests
{
    private const string Sample = """
        namespace N;

        [A(1)]
        public sealed record R(int X)
        {
            private static readonly int[] Table = new[]
            {
                1,
            };

            public int P { get; } = F(new[] { 1 });

            public int Q => X switch
            {
                _ => 1,
            };

            /// <summary>A loop.</summary>
            [Fact]
            public static int F(int[] a)
            {
                if (a.Length > 0)
                {
                    return G("}");
                }

                return 0;
            }

            private static int G(string s) =>
                s.Length;

            public static bool operator ==(R a, int b)
            {
                return a.X == b;
            }

            private class Inner
            {
                public int Y
                {
                    get { return 1; }
                }
            }
        }
        """;

    [Fact]
    public void Finds_each_member_with_code_at_its_line_and_with_its_length()
    {
        IEnumerable<(string, int, int)> found = Functions.In(new SourceFile("a.cs", Sample)).Select(f => (f.Header, f.Line, f.Lines));
        Assert.Equal(
            [
                ("public int P", 11, 1),
                ("public static int F", 20, 9),
                ("private static int G", 30, 2),
                ("public static bool operator", 33, 4),
                ("public int Y", 40, 4),
            ],
            found);
    }

    [Fact]
    public void Finds_members_in_a_namespace_with_braces_and_counts_lambdas_within_their_function()
    {
        const string source = """
            namespace A.B
            {
                class C : D
                {
                    void F() => G(x =>
                    {
                        H();
                    });

                    C() : base(1)
                    {
                    }
                }
            }
            """;
        IEnumerable<(string, int, int)> found = Functions.In(new SourceFile("a.cs", source)).Select(f => (f.Header, f.Line, f.Lines));
        Assert.Equal([("void F", 5, 4), ("C", 10, 3)], found);
    }

    [Fact]
    public void Finds_most_of_the_functions_of_a_known_file()
    {
        SourceFile log = Repository.CSharpFiles.Single(f => f.Path == "firmware/Bms/Protection/EventLog.cs");
        string[] names = [.. Functions.In(log).Select(f => f.Header.Split(' ')[^1])];
        Assert.Contains("Add", names);
        Assert.Contains("Slot", names);
    }
}

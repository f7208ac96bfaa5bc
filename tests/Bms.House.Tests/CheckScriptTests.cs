using System.Diagnostics;
using Xunit;

namespace Bms.House.Tests;

/// <summary>
/// tools/check.sh counts right, also when something breaks. It runs here in a folder of its own with a stand-in for dotnet, which
/// writes the results that the test asks for.
/// </summary>
[Collection(Name)]
public sealed class CheckScriptTests : IDisposable
{
    /// <summary>
    /// One after another: a process that another test starts inherits, for a moment, the programs that are just being written, and Linux
    /// runs none that somebody could still write to.
    /// </summary>
    public const string Name = "tests that write programs and run them";

    private const string StandIn = """
        #!/bin/bash
        case "$1" in
          --version) echo 10.0.100 ;;
          build) exit "${BUILD:-0}" ;;
          run)
            verb=${*:8}
            if [ "$verb" = list ]; then echo "${LIST:-a-quiet-day  A quiet day}"; fi
            if [[ $verb == reaction* ]]; then echo "reaction.violations = 7"; exit "${REACTION:-0}"; fi
            [[ $verb == test* ]] || exit 0
            bad=${SCENARIOS:-0}
            [ "$bad" = none ] && exit 1
            [ "$bad" -gt 0 ] && printf 'ok    a-day (1.00 s)\nFAILS a-night (2.00 s)\n      the switch stayed closed\n'
            printf 'test.scenarios = 4\ntest.failed = %s\n' "$bad"
            [ "$bad" -eq 0 ]
            ;;
          test)
            all="$*"; folder=${all#*--results-directory }; folder=${folder%% --logger*}
            name=${2##*/}; name=${name%.csproj}
            if [ "$name" = B.Tests ] && [ "${B:-3 3 0}" = none ]; then exit 1; fi
            counts=(3 3 0); [ "$name" = B.Tests ] && counts=(${B:-3 3 0})
            mkdir -p "$folder"
            printf '<Counters total="%s" executed="3" passed="%s" failed="%s" error="0" />' "${counts[@]}" > "$folder/$name.trx"
            failure='  <UnitTestResult testName="B.Adds(text: &quot;%s&quot;)" outcome="%s">\n    <ErrorInfo>\n        <Message>%s\n'
            failure+='Expected: 1 &lt; 2\nActual:   3</Message>\n        <StackTrace>   at B</StackTrace>\n  </UnitTestResult>\n'
            for ((i = 1; i <= counts[2]; i++)); do printf "$failure" "$i" Failed "Values differ"; done >> "$folder/$name.trx"
            printf "$failure" 0 NotExecuted "Wants a broker" >> "$folder/$name.trx"
            exit "${TEST:-0}"
            ;;
        esac
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("check");

    public CheckScriptTests()
    {
        Write("tools/check.sh", File.ReadAllText(Path.Combine(Repository.Root, "tools/check.sh")));
        Write("bin/dotnet", StandIn);
        Write("tests/A.Tests/A.Tests.csproj", "");
        Write("tests/B.Tests/B.Tests.csproj", "");
        Write("tests/Planted/Planted.csproj", "");
        Write("simulator/Bms.Simulator/Scenarios/a-quiet-day.json", "{}");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("14 passed, 0 failed", 0, "TEST=0")]
    [InlineData("14 passed, 0 failed", 0, "B=5 3 0")]
    [InlineData("13 passed, 1 failed", 1, "B=3 2 1")]
    [InlineData("13 passed, 1 failed", 1, "REACTION=1")]
    [InlineData("12 passed, 2 failed", 1, "SCENARIOS=2")]
    [InlineData("10 passed, 1 failed", 1, "SCENARIOS=none")]
    [InlineData("13 passed, 1 failed", 1, "LIST=another-day  Another day")]
    [InlineData("13 passed, 1 failed", 1, "LIST=a-quiet-day-at-sea  Another day")]
    [InlineData("11 passed, 1 failed", 1, "B=none")]
    [InlineData("11 passed, 1 failed", 1, "B=0 0 0")]
    [InlineData("14 passed, 2 failed", 1, "TEST=134")]
    [InlineData("0 passed, 1 failed", 1, "BUILD=1")]
    public void The_last_line_counts_and_the_exit_code_agrees(string lastLine, int exitCode, string setting)
    {
        (int code, string output, _) = Run("/usr/bin:/bin", setting);
        Assert.Equal(setting == "B=5 3 0", output.Contains("\nskipped = 2\n", StringComparison.Ordinal));
        Assert.Equal(lastLine, output.TrimEnd('\n').Split('\n')[^1]);
        Assert.Equal(exitCode, code);
    }

    [Theory]
    [InlineData("B=3 2 1", "B.Adds(text: \"1\")|    Values differ|    Expected: 1 < 2|    Actual:   3")]
    [InlineData("REACTION=1", "reactions of every protection: exit code 1|    reaction.violations = 7")]
    [InlineData("SCENARIOS=1", "FAILS a-night (2.00 s)|      the switch stayed closed")]
    [InlineData("SCENARIOS=none", "the scenarios did not run to their end (exit code 1)")]
    [InlineData("B=none", "B.Tests did not run to its end (exit code 1)")]
    public void What_failed_and_why_stands_again_before_the_last_line(string setting, string lines)
    {
        (_, string output, _) = Run("/usr/bin:/bin", setting);
        string lastLine = output.TrimEnd('\n').Split('\n')[^1];
        Assert.EndsWith($"\n== what failed\n{lines.Replace('|', '\n')}\n\n{lastLine}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_failures_forty_lines_stand_at_the_end()
    {
        (_, string output, _) = Run("/usr/bin:/bin", "B=33 21 12");
        string[] end = output[output.IndexOf("== what failed\n", StringComparison.Ordinal)..].TrimEnd('\n').Split('\n');
        Assert.Equal(1 + 40 + 4, end.Length);
        Assert.Equal("B.Adds(text: \"10\")", end[37]);
        Assert.Equal("and 8 lines more, above", end[41]);
    }

    [Fact]
    public void Without_failures_nothing_is_said_of_them()
    {
        (_, string output, _) = Run("/usr/bin:/bin", "TEST=0");
        Assert.DoesNotContain("what failed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_dotnet_one_line_says_what_to_install()
    {
        File.Delete(Path.Combine(_folder.FullName, "bin/dotnet"));
        (int code, string output, string error) = Run("", "TEST=0");
        Assert.Contains(".NET 10 SDK", Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equal("0 passed, 1 failed", output.Trim());
        Assert.Equal(1, code);
    }

    [Fact]
    public void An_unknown_argument_is_bad_use()
    {
        (int code, string output, string error) = Run("/usr/bin:/bin", "TEST=0", "--fast");
        Assert.Equal((2, ""), (code, output));
        Assert.Equal("check.sh: unknown argument '--fast'; allowed: --long, --help", error.Trim());
    }

    private (int Code, string Output, string Error) Run(string path, string setting, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "no bash on this system");
        ProcessStartInfo start = new("/bin/bash", [Path.Combine(_folder.FullName, "tools/check.sh"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_folder.FullName}/bin:{path}";
        start.Environment["LC_ALL"] = "C"; // of a locale that a machine lacks bash would warn
        start.Environment[setting.Split('=')[0]] = setting.Split('=')[1];
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

using System.Diagnostics;
using Xunit;

namespace Bms.House.Tests;

/// <summary>
/// tools/check.sh counts right, also when something breaks. It runs here in a folder of its own with a stand-in for dotnet, which
/// writes the results that the test asks for.
/// </summary>
public sealed class CheckScriptTests : IDisposable
{
    private const string StandIn = """
        #!/bin/bash
        case "$1" in
          --version) echo 10.0.100 ;;
          build) exit "${BUILD:-0}" ;;
          run)
            verb=${*:8}
            if [ "$verb" = list ]; then echo "${LIST:-a-quiet-day  A quiet day}"; fi
            [[ $verb == reaction* ]] && exit "${REACTION:-0}"
            [[ $verb == test* ]] || exit 0
            bad=${SCENARIOS:-0}
            [ "$bad" = none ] && exit 1
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

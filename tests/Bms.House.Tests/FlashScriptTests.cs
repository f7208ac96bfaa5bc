using System.Diagnostics;
using Xunit;

namespace Bms.House.Tests;

/// <summary>
/// tools/flash.sh refuses what cannot work before it touches a board, and gives nanoff the options that nanoff's own documentation has
/// (github.com/nanoframework/nanoFirmwareFlasher, README.md). A stand-in for nanoff writes down how it was called.
/// </summary>
[Collection(CheckScriptTests.Name)]
public sealed class FlashScriptTests : IDisposable
{
    private const string StandIn = """
        #!/bin/bash
        printf '%s\n' "$*" >> "${0%/*}/calls"
        if [ "$1" = --filedeployment ]; then cat "$2" >> "${0%/*}/calls"; fi
        exit "${NANOFF:-0}"
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flash");

    public FlashScriptTests()
    {
        File.WriteAllText(At("nanoff"), StandIn);
        File.WriteAllText(At("Bms.bin"), "image");
        File.WriteAllText(At("bms.txt"), "site=bench");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At("nanoff"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_ESP32_gets_runtime_application_and_settings()
    {
        (int code, string output, string error) = Run("--board esp32 --port COM5 --image @Bms.bin --settings @bms.txt");
        Assert.Equal((0, ""), (code, error));
        Assert.EndsWith("before cells are connected.\n", output, StringComparison.Ordinal);
        string[] calls = File.ReadAllLines(At("calls"));
        Assert.Equal("--update --target ESP32_PSRAM_REV0 --serialport COM5", calls[0]);
        Assert.Equal($"--nanodevice --deploy --serialport COM5 --image {At("Bms.bin")}", calls[1]);
        string copied = $"\"DestinationFilePath\": \"I:\\\\bms.txt\", \"SourceFilePath\": \"{At("bms.txt")}\"";
        Assert.Contains(copied, calls[3], StringComparison.Ordinal);
    }

    [Fact]
    public void An_STM32_gets_its_runtime_over_its_debugger_and_needs_no_address()
    {
        (int code, _, _) = Run("--board stm32 --port COM7 --image @Bms.bin");
        Assert.Equal(0, code);
        Assert.Equal(
            [
                "--update --target ST_STM32F769I_DISCOVERY --jtag",
                $"--nanodevice --deploy --serialport COM7 --image {At("Bms.bin")}",
            ],
            File.ReadAllLines(At("calls")));
    }

    [Fact]
    public void A_dry_run_shows_the_same_commands_and_runs_none()
    {
        (int code, string output, _) = Run("--board stm32 --port COM7 --dry-run");
        Assert.Equal(0, code);
        Assert.Contains("\nnanoff --update --target ST_STM32F769I_DISCOVERY --jtag", output, StringComparison.Ordinal);
        Assert.Contains("\nnanoff --nanodevice --deploy --serialport COM7 --image ", output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was run.\n", output, StringComparison.Ordinal);
        Assert.False(File.Exists(At("calls")));
    }

    [Fact]
    public void Half_of_it_can_be_asked_for()
    {
        Assert.DoesNotContain("--deploy", Run("--board esp32 --port COM5 --runtime-only --dry-run").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--update", Run("--board esp32 --port COM5 --app-only --dry-run").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_fails_ends_it()
    {
        (int code, _, string error) = Run("--board esp32 --port COM5 --image @Bms.bin", nanoff: "1");
        Assert.Equal(1, code);
        Assert.Single(File.ReadAllLines(At("calls")));
        Assert.StartsWith("flash.sh: the step failed: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_tells_every_option()
    {
        (int code, string output, _) = Run("--help");
        Assert.Equal(0, code);
        Assert.All(["--board", "--port", "--image", "--target", "--settings", "--runtime-only", "--app-only", "--dry-run", "Exit code"],
            word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "--board is missing; allowed: esp32, stm32")]
    [InlineData("--board pic --port COM5", "--board: 'pic' is not allowed, only esp32 or stm32")]
    [InlineData("--board esp32", "--port is missing; 'nanoff --listports' names the serial ports")]
    [InlineData("--board esp32 --port", "--port: a value is missing")]
    [InlineData("--board esp32 --port --dry-run", "--port: a value is missing")]
    [InlineData("--board esp32 --port usb1", "--port: 'usb1' is not allowed, only /dev/NAME or COM1 to COM999")]
    [InlineData("--board esp32 --port COM5 --target -x", "--target: '-x' is not allowed, only capitals")]
    [InlineData("--board esp32 --port COM5 --app-only --runtime-only", "--runtime-only and --app-only exclude each other")]
    [InlineData("--board esp32 --port COM5 --image gone.bin", "--image: gone.bin is not there; build firmware/Esp32/Bms.Esp32.nfproj")]
    [InlineData("--board esp32 --port COM5 --runtime-only --settings gone.txt", "--settings: gone.txt is not there")]
    [InlineData("--board esp32 --port /dev/gone --runtime-only", "--port: /dev/gone is not there; is the board plugged in?")]
    [InlineData("--bord esp32", "unknown argument '--bord'; --help lists those that are allowed")]
    public void Bad_use_is_one_line_and_no_step(string arguments, string line)
    {
        (int code, string output, string error) = Run(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("flash.sh: " + line, Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(At("calls")));
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    // @ stands for the folder, whose name may hold a space.
    private (int Code, string Output, string Error) Run(string arguments, string nanoff = "0")
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "no bash on this system");
        string script = Path.Combine(Repository.Root, "tools/flash.sh");
        string[] words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        ProcessStartInfo start = new("/bin/bash", [script, .. words.Select(word => word.Replace("@", _folder.FullName + "/"))])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_folder.FullName}:/usr/bin:/bin";
        start.Environment["NANOFF"] = nanoff;
        start.Environment["LC_ALL"] = "C"; // of a locale that a machine lacks bash would warn
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}

using Bms.Nano.Check;

const string Help = """
    Bms.Nano: what a built firmware would do on the board.

      check [DLL]    refuses what the board's runtime mishandles; without DLL the firmware itself
      --help         this text

    Exit code 0: nothing found; 1: something found; 2: bad use.
    """;

string firmware = Path.Combine(AppContext.BaseDirectory, "Bms.dll");
switch (args)
{
    case ["--help"] or ["-h"] or ["check", "--help"]:
        Console.WriteLine(Help);
        return 0;
    case ["check"]:
        return CheckCommand.Run(firmware, Console.Out, Console.Error);
    case ["check", var dll] when !dll.StartsWith('-'):
        return CheckCommand.Run(dll, Console.Out, Console.Error);
    default:
        Console.Error.WriteLine($"Bms.Nano: unknown command '{string.Join(' ', args)}'; --help lists the commands");
        return 2;
}

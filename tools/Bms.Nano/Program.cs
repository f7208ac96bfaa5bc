using Bms.Nano.Check;
using Bms.Nano.Cost;

const string Help = """
    Bms.Nano: what a built firmware would do on the board.

      check [DLL]    refuses what the board's runtime mishandles; without DLL the firmware itself, and holds contract, twins and the
                     true member lists (folder in BMS_NANO_API, else skipped) against each other
      cost [BUDGET]  counts every instruction of the firmware on named workloads and holds the figures against a budget file
      --help         this text

    Exit code 0: nothing found, within the budget; 1: something found, over it; 2: bad use.
    """;

string budget = Path.Combine(AppContext.BaseDirectory, "budget.txt");
switch (args)
{
    case ["--help"] or ["-h"] or ["check" or "cost", "--help"]:
        Console.WriteLine(Help);
        return 0;
    case ["check"]:
        return CheckCommand.RunAll(AppContext.BaseDirectory, Console.Out, Console.Error);
    case ["check", var dll] when !dll.StartsWith('-'):
        return CheckCommand.Run(dll, Console.Out, Console.Error);
    case ["cost"]:
        return CostCommand.Run(budget, Console.Out, Console.Error);
    case ["cost", var file] when !file.StartsWith('-'):
        return CostCommand.Run(file, Console.Out, Console.Error);
    default:
        Console.Error.WriteLine($"Bms.Nano: unknown command '{string.Join(' ', args)}'; --help lists the commands");
        return 2;
}

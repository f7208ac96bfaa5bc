using Bms.Simulator.Commands;

return CommandLine.Run(args, Console.Out, Console.Error);

using Bms.Fleet.Commands;

return CommandLine.Run(args, Console.Out, Console.Error);

using Bms.Pages;

return PagesCommand.Run(args, Console.Out, Console.Error);

using Bms.Train;

return TrainProgram.Run(args, Console.Out, Console.Error);

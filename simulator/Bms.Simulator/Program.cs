Console.WriteLine("BmsFirmware simulator");

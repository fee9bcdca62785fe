Console.WriteLine("BankView.Bench -- all");

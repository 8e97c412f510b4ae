Console.WriteLine("LeadTriage");

using TieredRouting.Cli;

return await Tool.RunAsync(args, new Terminal(Console.Out, Console.Error, ShowsProgress: !Console.IsErrorRedirected && !Console.IsOutputRedirected, DrawsTables: !Console.IsOutputRedirected));

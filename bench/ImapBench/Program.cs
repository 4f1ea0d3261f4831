using EmailAgent.ImapBench;

switch (args)
{
    case ["fetch", .. var rest]:
        await FetchBench.RunAsync(messages: Number(rest, 0, 20_000), rounds: Number(rest, 1, 5));
        break;
    case ["idle", .. var rest]:
        await IdleBench.RunAsync(connections: Number(rest, 0, 1_000), seconds: Number(rest, 1, 3));
        break;
    default:
        Console.Error.WriteLine("ImapBench fetch [MESSAGES] [ROUNDS] | idle [CONNECTIONS] [SECONDS]");
        return 2;
}

return 0;

static int Number(string[] arguments, int index, int otherwise) =>
    arguments.Length > index ? int.Parse(arguments[index], System.Globalization.CultureInfo.InvariantCulture) : otherwise;

using EmailAgent.ProductBench;

if (args is ["toy", .. var measurement])
{
    Toy.IsOn = true;
    args = measurement;
}

switch (args)
{
    case ["sync", .. var rest]:
        await SyncBench.RunAsync(messages: Number(rest, 0, 20_000), rounds: Number(rest, 1, 3));
        break;
    case ["gmail", .. var rest]:
        await GmailBench.SyncAsync(messages: Number(rest, 0, 5_000), rounds: Number(rest, 1, 3));
        break;
    case ["gmail-budget", .. var rest]:
        await GmailBench.BudgetAsync(minutes: Number(rest, 0, 5));
        break;
    case ["gmail-failing", .. var rest]:
        await FailingBench.RunAsync(mailboxes: Number(rest, 0, 50), failing: Number(rest, 1, 5), messages: Number(rest, 2, 40), rounds: Number(rest, 3, 3));
        break;
    case ["latency", .. var rest]:
        await LatencyBench.RunAsync(deliveries: Number(rest, 0, 200));
        break;
    case ["idle", .. var rest]:
        await IdleBench.RunAsync(mailboxes: Number(rest, 0, 1_000), seconds: Number(rest, 1, 120));
        break;
    case ["start", .. var rest]:
        await StartBench.RunAsync(starts: Number(rest, 0, 5), seconds: Number(rest, 1, 40));
        break;
    case ["soak", .. var rest]:
        await SoakBench.RunAsync(minutes: Number(rest, 0, 60));
        break;
    case ["push", .. var rest]:
        await PushBench.RunAsync(pushes: Number(rest, 0, 10_000), mailboxes: Number(rest, 1, 500));
        break;
    case ["push-mailboxes", .. var rest]:
        await PushedMailboxesBench.RunAsync(pushes: Number(rest, 0, 10_000), mailboxes: Number(rest, 1, 500));
        break;
    case ["send", .. var rest]:
        await SendBench.RunAsync(messages: Number(rest, 0, 2_000), mailboxes: Number(rest, 1, 16), rounds: Number(rest, 2, 3));
        break;
    case ["schedule", .. var rest]:
        await ScheduleBench.RunAsync(messages: Number(rest, 0, 10_000), mailboxes: Number(rest, 1, 200));
        break;
    case ["uploads", .. var rest]:
        await UploadBench.RunAsync(uploads: Number(rest, 0, 100), megabytes: Number(rest, 1, 25));
        break;
    default:
        Console.Error.WriteLine("ProductBench [toy] sync [MESSAGES] [ROUNDS] | gmail [MESSAGES] [ROUNDS] | gmail-budget [MINUTES] | gmail-failing [MAILBOXES] [FAILING] [MESSAGES] [ROUNDS] | latency [DELIVERIES] | idle [MAILBOXES] [SECONDS] | start [STARTS] [SECONDS] | soak [MINUTES] | push [PUSHES] [MAILBOXES] | push-mailboxes [PUSHES] [MAILBOXES] | send [MESSAGES] [MAILBOXES] [ROUNDS] | schedule [MESSAGES] [MAILBOXES] | uploads [COUNT] [MEGABYTES]");
        return 2;
}

return 0;

static int Number(string[] arguments, int index, int otherwise) =>
    arguments.Length > index ? int.Parse(arguments[index], System.Globalization.CultureInfo.InvariantCulture) : otherwise;

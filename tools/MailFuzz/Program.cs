using EmailAgent.MailFuzz;

// Run as: MailFuzz TARGET [--minutes n] [--seed n] [--corpus folder] [--found folder]; without a target it lists them.
var options = FuzzOptions.Parse(args);
if (FuzzTargets.Find(options) is not { } target)
{
    Console.WriteLine($"MailFuzz TARGET [--minutes n] [--seed n] [--corpus folder] [--found folder]; targets: {string.Join(", ", FuzzTargets.Names)}");
    return 2;
}

return new FuzzRun(target, options).Run();

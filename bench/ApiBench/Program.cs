using EmailAgent.ApiBench;

// Run as: ApiBench users [--clients n] [--seconds n], ApiBench tokens, ApiBench audit, ApiBench limits, or ApiBench [--rounds n] [--seconds n] [--clients n] [--only part-of-a-name]. The load comes from a second process of this program.
if (args is ["load", ..])
    return await HttpLoad.RunAsync(LoadOptions.Parse(args[1..]));
if (args is ["users-load", ..])
    return await UsersLoad.RunAsync(LoadOptions.Parse(args[1..]));
if (args is ["users", ..])
    return await UsersBench.RunAsync(LoadOptions.Parse(args[1..]));
if (args is ["tokens"])
    return await TokenBench.RunAsync();
if (args is ["audit"])
    return await AuditBench.RunAsync();
if (args is ["limits"])
    return await LimitBench.RunAsync();
return await Comparison.RunAsync(LoadOptions.Parse(args));

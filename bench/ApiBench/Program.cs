using EmailAgent.ApiBench;

// Run as: ApiBench users [--clients n] [--seconds n] [--messages n], ApiBench tokens [--calls n], ApiBench audit [--calls n] [--messages n],
// ApiBench limits [--calls n] [--rounds n], or ApiBench [--rounds n] [--seconds n] [--clients n] [--messages n] [--only part-of-a-name]; what loads
// takes [--warm-up n]. The load comes from a second process of this program.
if (args is ["load", ..])
    return await HttpLoad.RunAsync(LoadOptions.Parse(args[1..]));
if (args is ["users-load", ..])
    return await UsersLoad.RunAsync(LoadOptions.Parse(args[1..]));
if (args is ["users", ..])
    return await UsersBench.RunAsync(LoadOptions.Parse(args[1..]));
if (args is ["tokens", ..])
    return await TokenBench.RunAsync(LoadOptions.Parse(args[1..]));
if (args is ["audit", ..])
    return await AuditBench.RunAsync(LoadOptions.Parse(args[1..]));
if (args is ["limits", ..])
    return await LimitBench.RunAsync(LoadOptions.Parse(args[1..]));
return await Comparison.RunAsync(LoadOptions.Parse(args));

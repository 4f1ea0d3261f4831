using EmailAgent.ApiBench;

// Run as: ApiBench [--rounds n] [--seconds n] [--clients n] [--only part-of-a-name]. The load comes from a second process of this program.
if (args is ["load", ..])
    return await HttpLoad.RunAsync(LoadOptions.Parse(args[1..]));
return await Comparison.RunAsync(LoadOptions.Parse(args));

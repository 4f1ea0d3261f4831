namespace EmailAgent.IntelligenceBench.Priority;

/// <summary>
/// What is expected of the weights before any data: training draws them towards it, and archives of lists, in which nobody is addressed in Cc and reading
/// leaves no trace, leave some of them there.
/// </summary>
internal static class PriorityPriors
{
    private static readonly Dictionary<string, (double Weight, double Usual)> All = new()
    {
        ["sender.answers"] = (2.5, 0.5),
        ["sender.reads"] = (1.5, 0.6),
        ["sender.written"] = (1.5, 0.2),
        ["sender.new"] = (-0.3, 0.3),
        ["sender.frequent"] = (-0.3, 0.3),
        ["sender.quick"] = (0.8, 0.1),
        ["sender.judged"] = (4, 0.5),
        ["sender.automatic"] = (-1.5, 0.3),
        ["to.owner"] = (1, 0.6),
        ["to.only"] = (0.6, 0.4),
        ["cc.owner"] = (-0.4, 0.1),
        ["to.many"] = (-0.8, 0.2),
        ["list"] = (-0.8, 0.3),
        ["list.answers"] = (1.5, 0.5),
        ["list.recent"] = (0.5, 0.3),
        ["bulk"] = (-2, 0.4),
        ["thread.own"] = (1.5, 0.1),
        ["thread.recent"] = (0.5, 0.1),
        ["thread.answer"] = (1.5, 0.1),
        ["thread.length"] = (-0.2, 0.2),
        ["thread.first"] = (0, 0.6),
        ["text.question"] = (0.7, 0.3),
        ["text.new-question"] = (0, 0.2),
        ["text.request"] = (0.6, 0.3),
        ["text.deadline"] = (0.3, 0.3),
        ["text.urgent"] = (0.3, 0.1),
        ["text.name"] = (0.7, 0.3),
        ["text.long"] = (-0.3, 0.6),
        ["attachment"] = (0.2, 0.2),
        ["invitation"] = (0.8, 0.05),
    };

    /// <summary>Returns the expected weight and the usual value of a feature.</summary>
    public static (double Weight, double Usual) Of(string code) => All[code];
}

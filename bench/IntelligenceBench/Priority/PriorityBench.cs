using EmailAgent.Intelligence.Priority;

namespace EmailAgent.IntelligenceBench.Priority;

/// <summary>
/// How well priority predicts whether a member of a list will answer a message: weights are trained on the earlier part of each archive, and judged on the
/// later one, beside the frequencies of senders.
/// </summary>
internal static class PriorityBench
{
    private const int MinAnswers = 5;

    public static void Run(string[] folders)
    {
        var examples = PriorityArchives.Examples(folders);
        var test = examples.Where(example => example.IsTest).ToList();
        var model = Model(PriorityTrainer.Train([.. examples.Where(example => !example.IsTest)]));
        Console.WriteLine($"{examples.Count - test.Count} examples to train on, {test.Count} of later to judge, {test.Count(example => example.IsAnswered)} of them answered");
        Console.WriteLine($"{"",-44} AUC    per member  calibration error");
        Report("messages of the sender so far", test, example => example.Facts.ReceivedFromSender);
        Report("share of the sender's messages answered", test, Share);
        Report("trained weights", test, example => model.Score(example.Features).Value);
        var learned = new OnlineReplay(model).Run(test);
        Report("trained weights, learning as it goes", test, example => learned[example]);
        foreach (var (i, feature) in PriorityFeatureTable.All.Index())
            Console.WriteLine($"  {feature.Code,-20} alone {Measures.Auc(test.Select(example => (Known(example.Features.Values[i]), example.IsAnswered))):F3}");
    }

    private static PriorityModel Model(PriorityDefaults defaults) => new(defaults, PriorityWeights.Of(defaults));

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;

    private static double Share(ReplayExample example) => example.Facts.AnsweredFromSender / (example.Facts.ReceivedFromSender + 1.0);

    private static void Report(string name, List<ReplayExample> test, Func<ReplayExample, double> score)
    {
        var members = test.GroupBy(example => example.Member)
            .Where(member => member.Count(example => example.IsAnswered) >= MinAnswers && member.Any(example => !example.IsAnswered))
            .Select(member => Measures.Auc(member.Select(example => (score(example), example.IsAnswered)))).ToList();
        var all = test.Select(example => (Score: score(example), example.IsAnswered)).ToList();
        var calibration = all.TrueForAll(prediction => prediction.Score is >= 0 and <= 1) ? Measures.CalibrationError(all) : double.NaN;
        Console.WriteLine($"{name,-44} {Measures.Auc(all):F3}  {(members.Count > 0 ? members.Average() : double.NaN):F3} ({members.Count,3})  {calibration:F3}");
    }
}

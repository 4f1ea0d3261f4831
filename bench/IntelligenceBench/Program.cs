using EmailAgent.IntelligenceBench;
using EmailAgent.IntelligenceBench.Categories;
using EmailAgent.IntelligenceBench.Priority;
using EmailAgent.IntelligenceBench.Requests;

if (args is ["toy", .. var measurement])
{
    Toy.IsOn = true;
    args = measurement;
}

switch (args)
{
    case ["priority", .. var folders]:
        PriorityBench.Run(folders);
        break;
    case ["categories"]:
        CategoriesBench.Run();
        break;
    case ["requests", .. var folders]:
        RequestsBench.Run(folders);
        break;
    case ["cost", .. var rest]:
        CostBench.Run(rounds: Number(rest, 0, 5));
        break;
    case ["train", "priority", .. var folders]:
        PriorityTraining.Run(folders);
        break;
    case ["train", "requests", .. var folders]:
        RequestTraining.Run(folders);
        break;
    case ["train", "categories"]:
        CategoryTraining.Run();
        break;
    default:
        Console.Error.WriteLine("IntelligenceBench [toy] priority [FOLDER OF ARCHIVES]... | categories | requests [FOLDER OF ARCHIVES]... | cost [ROUNDS] | train priority [FOLDER OF ARCHIVES]... | train categories | train requests [FOLDER OF ARCHIVES]...");
        return 2;
}

return 0;

static int Number(string[] arguments, int index, int otherwise) =>
    arguments.Length > index ? int.Parse(arguments[index], System.Globalization.CultureInfo.InvariantCulture) : otherwise;

namespace EmailAgent.Intelligence.Retrieval;

/// <summary>The names of months, folded, in the languages of questions.</summary>
internal static class MonthNames
{
    private static readonly string[] Names =
    [
        "january januar janvier enero januari", "february februar fevrier febrero februari", "march marz maerz mars marzo", "april avril abril",
        "may mai mayo maj", "june juni juin junio", "july juli juillet julio", "august aout agosto augusti", "september septembre septiembre setiembre",
        "october oktober octobre octubre", "november novembre noviembre", "december dezember decembre diciembre",
    ];

    private static readonly Dictionary<string, int> Numbers = Names
        .SelectMany((names, i) => names.Split(' ').Select(name => (Name: name, Number: i + 1)))
        .ToDictionary(month => month.Name, month => month.Number, StringComparer.Ordinal);

    /// <summary>Returns the number of a month from 1; null if the word is no month.</summary>
    public static int? Find(string folded) => Numbers.TryGetValue(folded, out var number) ? number : null;
}

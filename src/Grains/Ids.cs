namespace EmailAgent.Grains;

/// <summary>The form in which ids leave the database: 32 hexadecimal digits.</summary>
internal static class Ids
{
    public static string Format(Guid id) => id.ToString("N");

    public static bool TryParse(string text, out Guid id) => Guid.TryParseExact(text, "N", out id);
}

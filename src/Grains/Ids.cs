namespace EmailAgent.Grains;

/// <summary>The form in which ids leave the database; see <see cref="PublicId"/>.</summary>
internal static class Ids
{
    public static string Format(Guid id) => id.ToString("N");

    public static bool TryParse(string text, out Guid id) => PublicId.TryParse(text, out id);
}

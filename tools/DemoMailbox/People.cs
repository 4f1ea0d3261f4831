namespace EmailAgent.DemoMailbox;

internal static class People
{
    /// <summary>Colleagues and customers that conversations are with.</summary>
    public static IReadOnlyList<Person> Team { get; } =
    [
        new("Mira Lindqvist", "mira@harbour.example"),
        new("Tomás Ribeiro", "tomas@harbour.example"),
        new("Aiko Tanaka", "aiko@lanterns.example"),
        new("Jonas Weiß", "jonas.weiss@lanterns.example"),
        new("Priya Nair", "priya@northquay.example"),
        new("Oluwaseun Bello", "seun@northquay.example"),
        new("Ewa Kowalska", "ewa@studio-kowalska.example"),
        new("Sam Porter", "sam.porter@council.example"),
    ];
}

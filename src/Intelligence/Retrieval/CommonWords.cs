namespace EmailAgent.Intelligence.Retrieval;

/// <summary>Words that are common in questions and do not name their subject, in English, German, French, Spanish and Swedish.</summary>
internal static class CommonWords
{
    private const string Words = """
        a about after again all also am an and any anyone are as at be because been before being between both but by can could did do does done during each
        for from further get gets give given go got had happen happens happened has have having he her here him his how i if in into is it its just let like me more most my need
        no not now of off on once only or other our out over own please said same say says she should show so some such tell than that the their them then
        there these they this those to told too under until up us very was we were what when where which while who whom whose why will with would write
        wrote you your mail mails email emails message messages sent send find found know think mean means much many long
        aber alle als am an auch auf aus bei bin bis bist da das dass dem den der des die dies diese du durch ein eine einem einen einer er es fur gab geht
        geschehen passiert gibt habe haben hat hatte ich ihm ihn ihr im in ist ja kann kein keine man mein meine mich mir mit muss nach nicht noch nur ob oder schon sich sie
        sind so soll um und uns unser von vom vor wann war waren warum was weil welche welcher welches wem wen wenn wer werden wie wir wird wo wurde zu zum
        zur uber geschrieben gesagt schreibt sagt viel viele nachricht nachrichten
        au aux avec ce ces cette comment dans de des du elle en est et etait ete eu il ils je la le les leur lui ma mais me mes moi mon ne nos notre nous
        on ou par pas pour pourquoi qu quand que quel quelle quelles quels qui sa sans se ses son sont sur ta te tes toi ton tu un une vos votre vous combien
        dit ecrit
        al como con cual cuales cuando cuanto cuanta cuantos cuantas de del donde el ella ellos en era eran es esa ese eso esta este esto estan fue ha han
        hay la las le les lo los mas me mi mis muy nos o para pero por porque que quien quienes se ser si sin sobre son su sus te tiene tu un una uno y ya
        dijo escribio
        allt alla att av blev bli da de dem den denna deras det dig din ditt du efter ej eller en er ett fran for ha hade han har hon hur i ingen inte jag
        kan man med men mig min mina mitt mot mycket manga nar nagon nagot och om oss pa sa sade sedan sin sina ska skulle som till under upp ut vad var vara
        vart vem vi vid vilka vilken vilket ar skrev
        """;

    private static readonly HashSet<string> Stems =
        [.. Words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(WordStems.Of)];

    /// <summary>Indicates whether a stem is one of them, or a single letter.</summary>
    public static bool Include(string stem) => Stems.Contains(stem) || (stem.Length == 1 && char.IsAsciiLetterLower(stem[0]));
}

"""True facts of published works, in the shape in which the registries give them."""

ZHOU_CROSSREF = {
    "indexed": {
        "date-parts": [[2025, 3, 1]],
        "date-time": "2025-03-01T00:00:00Z",
        "timestamp": 1740787200000,
    },
    "reference-count": 40,
    "publisher": "Wiley",
    "license": [
        {"start": {"date-parts": [[2020, 4, 3]]}, "content-version": "unspecified", "delay-in-days": 0}
    ],
    "content-domain": {"domain": [], "crossmark-restriction": False},
    "short-container-title": ["Stem Cells International"],
    "published-print": {"date-parts": [[2020, 4, 3]]},
    "DOI": "10.1155/2020/6518508",
    "type": "journal-article",
    "article-number": "6518508",
    "source": "Crossref",
    "is-referenced-by-count": 30,
    "title": ["Clinical Efficacy and Safety of Mesenchymal Stem Cells for Systemic Lupus Erythematosus"],
    "prefix": "10.1155",
    "volume": "2020",
    "author": [
        {"given": "Tianbiao", "family": "Zhou", "sequence": "first", "affiliation": []},
        {"given": "Hong-Yan", "family": "Li", "sequence": "additional", "affiliation": []},
        {"given": "Chunling", "family": "Liao", "sequence": "additional", "affiliation": []},
        {"given": "Wenshan", "family": "Lin", "sequence": "additional", "affiliation": []},
        {"given": "Shujun", "family": "Lin", "sequence": "additional", "affiliation": []},
    ],
    "member": "98",
    "container-title": ["Stem Cells International"],
    "original-title": [],
    "language": "en",
    "deposited": {"date-parts": [[2025, 1, 1]]},
    "score": 1,
    "resource": {"primary": {"URL": "https://www.hindawi.com/journals/sci/2020/6518508/"}},
    "subtitle": [],
    "short-title": [],
    "issued": {"date-parts": [[2020, 4, 3]]},
    "references-count": 40,
    "alternative-id": ["6518508", "6518508"],
    "URL": "https://doi.org/10.1155/2020/6518508",
    "relation": {},
    "ISSN": ["1687-966X", "1687-9678"],
    "issn-type": [{"value": "1687-9678", "type": "electronic"}, {"value": "1687-966X", "type": "print"}],
    "subject": [],
    "published": {"date-parts": [[2020, 4, 3]]},
}

ZHOU_PUBMED = """
<PubmedArticle>
  <MedlineCitation Status="PubMed-not-MEDLINE" Owner="NLM">
    <PMID Version="1">32322279</PMID>
    <Article PubModel="Electronic-eCollection">
      <Journal>
        <ISSN IssnType="Print">1687-966X</ISSN>
        <JournalIssue CitedMedium="Print">
          <Volume>2020</Volume>
          <PubDate><Year>2020</Year></PubDate>
        </JournalIssue>
        <Title>Stem cells international</Title>
        <ISOAbbreviation>Stem Cells Int</ISOAbbreviation>
      </Journal>
      <ArticleTitle>Clinical Efficacy and Safety of Mesenchymal Stem Cells for Systemic Lupus \
Erythematosus.</ArticleTitle>
      <Pagination><StartPage>6518508</StartPage><MedlinePgn>6518508</MedlinePgn></Pagination>
      <ELocationID EIdType="pii" ValidYN="Y">6518508</ELocationID>
      <ELocationID EIdType="doi" ValidYN="Y">10.1155/2020/6518508</ELocationID>
      <AuthorList CompleteYN="Y">
        <Author ValidYN="Y"><LastName>Zhou</LastName><ForeName>Tianbiao</ForeName><Initials>T</Initials></Author>
        <Author ValidYN="Y"><LastName>Li</LastName><ForeName>Hong-Yan</ForeName><Initials>HY</Initials></Author>
        <Author ValidYN="Y"><LastName>Liao</LastName><ForeName>Chunling</ForeName><Initials>C</Initials></Author>
        <Author ValidYN="Y"><LastName>Lin</LastName><ForeName>Wenshan</ForeName><Initials>W</Initials></Author>
        <Author ValidYN="Y"><LastName>Lin</LastName><ForeName>Shujun</ForeName><Initials>S</Initials></Author>
      </AuthorList>
      <Language>eng</Language>
      <PublicationTypeList>
        <PublicationType UI="D016428">Journal Article</PublicationType>
        <PublicationType UI="D016454">Review</PublicationType>
      </PublicationTypeList>
      <ArticleDate DateType="Electronic"><Year>2020</Year><Month>04</Month><Day>03</Day></ArticleDate>
    </Article>
    <MedlineJournalInfo><Country>United States</Country><MedlineTA>Stem Cells Int</MedlineTA></MedlineJournalInfo>
  </MedlineCitation>
  <PubmedData>
    <PublicationStatus>epublish</PublicationStatus>
    <ArticleIdList>
      <ArticleId IdType="pubmed">32322279</ArticleId>
      <ArticleId IdType="pmc">PMC7157802</ArticleId>
      <ArticleId IdType="doi">10.1155/2020/6518508</ArticleId>
      <ArticleId IdType="pii">6518508</ArticleId>
    </ArticleIdList>
    <ReferenceList><Reference>
      <Citation>A work that is cited, made up.</Citation>
      <ArticleIdList>
        <ArticleId IdType="doi">10.5555/cited.work</ArticleId>
        <ArticleId IdType="pmc">PMC1</ArticleId>
      </ArticleIdList>
    </Reference></ReferenceList>
  </PubmedData>
</PubmedArticle>
"""

ZHOU_EUROPE_PMC = {
    "id": "32322279",
    "source": "MED",
    "pmid": "32322279",
    "pmcid": "PMC7157802",
    "fullTextIdList": {"fullTextId": ["PMC7157802"]},
    "doi": "10.1155/2020/6518508",
    "title": "Clinical Efficacy and Safety of Mesenchymal Stem Cells for Systemic Lupus Erythematosus.",
    "authorString": "Zhou T, Li HY, Liao C, Lin W, Lin S.",
    "authorList": {
        "author": [
            {"fullName": "Zhou T", "firstName": "Tianbiao", "lastName": "Zhou", "initials": "T"},
            {"fullName": "Li HY", "firstName": "Hong-Yan", "lastName": "Li", "initials": "HY"},
            {"fullName": "Liao C", "firstName": "Chunling", "lastName": "Liao", "initials": "C"},
            {"fullName": "Lin W", "firstName": "Wenshan", "lastName": "Lin", "initials": "W"},
            {"fullName": "Lin S", "firstName": "Shujun", "lastName": "Lin", "initials": "S"},
        ]
    },
    "journalInfo": {
        "volume": "2020",
        "dateOfPublication": "2020 ",
        "monthOfPublication": 0,
        "yearOfPublication": 2020,
        "printPublicationDate": "2020-01-01",
        "journal": {
            "title": "Stem cells international",
            "medlineAbbreviation": "Stem Cells Int",
            "isoabbreviation": "Stem Cells Int",
            "issn": "1687-966X",
            "essn": "1687-9678",
        },
    },
    "pubYear": "2020",
    "pageInfo": "6518508",
    "language": "eng",
    "pubModel": "Electronic-eCollection",
    "pubTypeList": {"pubType": ["review-article", "Review", "Journal Article"]},
    "electronicPublicationDate": "2020-04-03",
    "firstPublicationDate": "2020-04-03",
}

YANG_EUROPE_PMC = {
    "id": "PMC8481702",
    "source": "PMC",
    "pmcid": "PMC8481702",
    "doi": "10.3389/fimmu.2021.714832",
    "title": "Immunomodulatory Effect of MSCs and MSCs-Derived Extracellular Vesicles in Systemic Lupus "
    "Erythematosus.",
    "journalInfo": {
        "volume": "12",
        "yearOfPublication": 2021,
        "journal": {"title": "Frontiers in immunology", "medlineAbbreviation": "Front Immunol"},
    },
    "pageInfo": "714832",
    "firstPublicationDate": "2021-09-16",
}

YANG_CROSSREF = {
    "DOI": "10.3389/fimmu.2021.714832",
    "type": "journal-article",
    "title": [
        "Immunomodulatory Effect of MSCs and MSCs-Derived Extracellular Vesicles in Systemic Lupus Erythematosus"
    ],
    "container-title": ["Frontiers in Immunology"],
    "short-container-title": ["Front. Immunol."],
    "volume": "12",
    "article-number": "714832",
    "published-online": {"date-parts": [[2021, 9, 16]]},
    "issued": {"date-parts": [[2021, 9, 16]]},
}

BERT_DATACITE = {
    "doi": "10.48550/arxiv.1810.04805",
    "creators": [
        {
            "name": "Devlin, Jacob",
            "nameType": "Personal",
            "givenName": "Jacob",
            "familyName": "Devlin",
            "affiliation": [],
        },
        {"name": "Chang, Ming-Wei", "nameType": "Personal", "givenName": "Ming-Wei", "familyName": "Chang"},
        {"name": "Lee, Kenton", "nameType": "Personal", "affiliation": [], "nameIdentifiers": []},
        {"name": "Toutanova, Kristina", "nameType": "Personal"},
    ],
    "titles": [{"title": "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding"}],
    "publisher": "arXiv",
    "container": {},
    "publicationYear": 2018,
    "subjects": [{"subject": "Computation and Language (cs.CL)"}],
    "dates": [
        {"date": "2018-10-11T00:50:01Z", "dateType": "Submitted"},
        {"date": "2019-05-24T20:37:26Z", "dateType": "Updated"},
        {"date": "2018-10", "dateType": "Available", "dateInformation": "v1"},
    ],
    "types": {"resourceTypeGeneral": "Preprint", "resourceType": "Article", "citeproc": "article"},
    "version": "2",
    "url": "https://arxiv.org/abs/1810.04805",
}

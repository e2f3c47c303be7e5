abc aB_c@1 'quoted atom' 'it\'s' X _ _x Åbc ñandú 'π' maybe else case.
